/// How much and how long the server bears with a client; times are of one connection each.
public struct Limits: Sendable {
    /// Request line and fields, in bytes: 431 beyond.
    public var head = 16_384
    /// Field lines of a head: 431 beyond.
    public var fields = 100
    /// Content of a request, in bytes: 413 beyond, unless the handler says otherwise.
    public var body = 1 << 20
    /// Open connections over all loops: 503 with Retry-After beyond.
    public var connections = 10_000
    /// Answers waiting for a worker: 503 with Retry-After beyond.
    public var queuedWork = 1_024
    /// A head must be complete this long after its first byte or the connection's start.
    public var headTime: Duration = .seconds(10)
    /// The stretch over which a content's or an answer's rate is measured.
    public var rateTime: Duration = .seconds(10)
    /// Bytes a second below which a sender or reader is let go.
    public var minimumRate = 1_024
    /// How long a connection may lie idle between two requests.
    public var idleTime: Duration = .seconds(60)
    /// How long a refused client's remaining bytes are read so that it sees the answer.
    public var lingerTime: Duration = .seconds(2)
    /// The grain of the timer wheel.
    public var tick: Duration = .milliseconds(100)

    public init() {}

    /// Open files that serving so many connections takes.
    public var descriptors: Int { connections + 4_096 }
}

extension Duration {
    /// Whole milliseconds, at least 1.
    var milliseconds: UInt64 {
        let (seconds, attoseconds) = components
        return UInt64(max(1, seconds * 1_000 + attoseconds / 1_000_000_000_000_000))
    }
}
