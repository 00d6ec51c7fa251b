import HTTP
import Storage
import Synchronization

/// Track files that are open for sending, so that a part costs no `open`.
final class OpenFiles: Sendable {
    private struct State {
        var files: [String: OpenFile] = [:]
        var recent: [String] = []
    }

    private static let capacity = 256
    private let directory: DataDirectory
    private let state = Mutex(State())

    init(directory: DataDirectory) {
        self.directory = directory
    }

    /// `name` as in a `Location`. Throws where the file cannot be opened.
    func file(_ name: String) throws(ServerError) -> OpenFile {
        if let known = state.withLock({ $0.files[name] }) { return known }
        let file = try OpenFile(directory.file(name))
        state.withLock { state in
            if state.files.updateValue(file, forKey: name) == nil { state.recent.append(name) }
            if state.recent.count > Self.capacity {
                state.files[state.recent.removeFirst()] = nil
            }
        }
        return file
    }
}
