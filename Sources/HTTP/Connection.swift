/// One client's connection: what it sent and what it is still to get. Belongs to one loop.
final class Connection {
    enum Phase {
        /// Expecting a head, or within one.
        case head
        case body
        /// A worker or a task makes the answer.
        case working
        case waiting
        case writing
        /// Refused: its bytes are read and dropped until it closes.
        case lingering
        case closed
    }

    let descriptor: Int32
    /// The descriptor with a generation above it: stale events and answers do not match.
    let key: UInt64
    let peer: PeerAddress
    /// Came beyond the limit of connections: gets 503 to its first request.
    let isSurplus: Bool
    var phase = Phase.head

    /// The kernel may hold bytes that were not read yet.
    var mayHaveInput = true
    /// The client sends nothing more (EPOLLRDHUP).
    var isHalfClosed = false
    /// Bytes read but not used: part of a head, or pipelined requests.
    var pending: [UInt8] = []
    /// Part of a head came and its time runs.
    var isWithinHead = false

    var request: Request?
    var bodyReader: BodyReader?
    var keepsAlive = true
    var isHTTP10 = false
    /// The client may still be sending: after the answer its bytes are dropped for a while.
    var lingers = false

    /// The answer's pieces, which of them is being sent, and how much of that one is.
    var unsent: [BodyPiece] = []
    var unsentIndex = 0
    var unsentOffset: Int64 = 0

    var wait: Wait?
    /// The place in its topic's list of waiters.
    var waitIndex = 0

    /// When something must have happened, in the loop's milliseconds; `.max` is never.
    var deadline = UInt64.max
    /// The earliest entry of this connection in the wheel.
    var timerAt = UInt64.max
    /// Bytes moved within the present stretch of rate measurement.
    var moved = 0
    /// Bytes given to the kernel that the client had not acknowledged at its start.
    var unacknowledged = 0
    /// It is in the loop's list of those to be continued after the others.
    var isResumed = false

    init(descriptor: Int32, key: UInt64, peer: PeerAddress, isSurplus: Bool) {
        self.descriptor = descriptor
        self.key = key
        self.peer = peer
        self.isSurplus = isSurplus
    }

    /// Whether it takes requests or content just now.
    var reads: Bool { phase == .head || phase == .body || phase == .lingering }
}
