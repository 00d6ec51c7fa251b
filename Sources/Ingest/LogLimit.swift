import Synchronization

/// Passes log lines on, but of each kind only a few a minute, so that a faulty encoder fills no
/// disk. Lines of the same letters, whatever their numbers, are of one kind.
final class LogLimit: Sendable {
    private struct Kind {
        var since: ContinuousClock.Instant
        var count = 0
        var leftOut = 0
    }

    private static let lines = 5
    private static let span = Duration.seconds(60)
    /// More kinds than a room has; what lies beyond is forgotten.
    private static let limit = 200

    private let log: @Sendable (String) -> Void
    private let now: @Sendable () -> ContinuousClock.Instant
    private let kinds = Mutex<[String: Kind]>([:])

    init(
        _ log: @escaping @Sendable (String) -> Void,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.log = log
        self.now = now
    }

    func write(_ line: String) {
        if let line = admitted(line) { log(line) }
    }

    private func admitted(_ line: String) -> String? {
        let name = line.filter(\.isLetter)
        let now = now()
        return kinds.withLock { kinds in
            if kinds.count >= Self.limit, kinds[name] == nil { kinds = [:] }
            var kind = kinds[name] ?? Kind(since: now)
            defer { kinds[name] = kind }
            var leftOut = 0
            if kind.since.duration(to: now) >= Self.span {
                leftOut = kind.leftOut
                kind = Kind(since: now)
            }
            guard kind.count < Self.lines else {
                kind.leftOut += 1
                return nil
            }
            kind.count += 1
            return leftOut == 0 ? line : "\(line) (\(leftOut) lines like this were left out.)"
        }
    }
}
