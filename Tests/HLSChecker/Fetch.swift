public import Foundation
import Synchronization

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Loads files and what servers give; blocks until it is there.
public enum Fetch {
    public struct Failure: Error, CustomStringConvertible {
        public let description: String
    }

    /// Throws where a server answers with anything but 200.
    public static func bytes(_ url: URL) throws -> [UInt8] {
        guard url.scheme != "file" else { return [UInt8](try Data(contentsOf: url)) }
        var request = URLRequest(url: url)
        request.cachePolicy = .reloadIgnoringLocalCacheData
        let answer = Mutex<Result<[UInt8], Failure>?>(nil)
        let done = DispatchSemaphore(value: 0)
        let task = URLSession.shared.dataTask(with: request) { data, response, error in
            let status = (response as? HTTPURLResponse)?.statusCode
            answer.withLock { answer in
                answer =
                    if let error {
                        .failure(Failure(description: "\(url): \(error.localizedDescription)"))
                    } else if status != 200 {
                        .failure(Failure(description: "\(url) gives \(status ?? 0)"))
                    } else {
                        .success([UInt8](data ?? Data()))
                    }
            }
            done.signal()
        }
        task.resume()
        done.wait()
        return try answer.withLock { $0 }?.get() ?? []
    }
}
