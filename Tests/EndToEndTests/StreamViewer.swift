import Foundation
import HLSChecker
import Synchronization
import Testing

/// Loads a stream from its multivariant playlist down to the last part, again and again, whatever
/// happens to the server meanwhile.
final class StreamViewer: Sendable {
    private let watch: Mutex<Watch>

    init(_ url: URL) {
        watch = Mutex(Watch(url, load: Fetch.bytes))
    }

    /// Loads all playlists and what media is new; nothing may be wrong that was not before.
    func look(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let (findings, count) = try await OwnThread.run {
            try self.watch.withLock { (try $0.look(), $0.mediaCount) }
        }
        #expect(findings == [], sourceLocation: sourceLocation)
        #expect(count > 0, "No media was loaded.", sourceLocation: sourceLocation)
    }
}
