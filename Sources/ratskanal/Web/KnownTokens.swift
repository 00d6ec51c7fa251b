import Dispatch
import Storage
import Synchronization

/// The tokens at hand: who may press is known while the catalogue cannot be had.
final class KnownTokens: Sendable {
    private let catalogue: Catalogue
    private let tokens: Mutex<[[UInt8]: Token]>
    private let version = Mutex<Int64?>(nil)
    private let timer = RepeatingTimer()
    private let log: @Sendable (String) -> Void

    init(_ catalogue: Catalogue, log: @escaping @Sendable (String) -> Void) throws {
        self.catalogue = catalogue
        self.log = log
        tokens = Mutex(try Self.read(catalogue))
    }

    /// Begins to watch for tokens that are made or taken away, which takes effect within a second.
    func watch() {
        timer.start(on: DispatchQueue(label: "tokens"), every: 0.5) { [weak self] in self?.look() }
    }

    func stop() { timer.stop() }

    /// The token with this digest, where it is at hand; else what the catalogue says: blocks.
    func token(sha256: [UInt8]) throws -> Token? {
        if let known = tokens.withLock({ $0[sha256] }) { return known }
        return try catalogue.token(sha256: sha256)
    }

    private func look() {
        do {
            let found = try catalogue.dataVersionIfFree()
            let isKnown = version.withLock { version in
                defer { version = found ?? version }
                return found == version || found == nil
            }
            guard !isKnown else { return }
            let read = try Self.read(catalogue)
            tokens.withLock { $0 = read }
        } catch {
            // Those that are at hand go on counting; the next look tries again.
            version.withLock { $0 = nil }
            log("Failed reading the tokens: \(error)")
        }
    }

    private static func read(_ catalogue: Catalogue) throws -> [[UInt8]: Token] {
        Dictionary(uniqueKeysWithValues: try catalogue.tokens().map { ($0.sha256, $0) })
    }
}
