import Crypto
import Storage
import Synchronization

/// Who was found signed in a moment ago, so that a loop need not ask the catalogue, which blocks.
final class SignedIn: Sendable {
    private struct Entry {
        /// The one room that the token is for; nil for all.
        var room: String?
        var end: ContinuousClock.Instant
    }

    private static let lifetime = Duration.seconds(60)
    /// By the digest of the secret.
    private let entries = Mutex<[[UInt8]: Entry]>([:])

    func remember(_ token: Token, secret: String) {
        let now = ContinuousClock.now
        let entry = Entry(room: token.room, end: now + Self.lifetime)
        entries.withLock { entries in
            entries = entries.filter { $0.value.end > now }
            entries[Digest.sha256(secret)] = entry
        }
    }

    /// Nil where it has to be asked for.
    func admits(_ secret: String, to room: String?) -> Bool? {
        let digest = Digest.sha256(secret)
        return entries.withLock { entries in
            guard let entry = entries[digest], entry.end > .now else { return nil }
            return entry.room == nil || entry.room == room
        }
    }
}
