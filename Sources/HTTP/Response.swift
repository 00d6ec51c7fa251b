/// An answer. Length, Date, ranges, 304, compression, Vary and HEAD are the server's business.
public struct Response: Sendable {
    /// What follows the head.
    public enum Body: Sendable {
        case none
        case bytes([UInt8])
        /// Sent by sendfile.
        case file(FileRange)
        /// One after another, as a clip is: a new header, then ranges of files.
        case pieces([BodyPiece])
        /// Ready bytes; this response's own status and headers are ignored.
        case prepared(PreparedResponse)
    }

    public var status: Status
    public var headers: Headers
    public var body: Body
    /// Adds `Access-Control-Allow-Origin: *` and what players read (CORS).
    public var allowsAnyOrigin = false
    /// Asked on the loop when the answer's turn to be sent has come, which for one made elsewhere
    /// is later: what is sent in its place, or nil where it still holds. Must not block.
    public var objection: (@Sendable () -> Response?)?

    public init(_ status: Status, _ headers: Headers = [:], body: Body = .none) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    public init(_ status: Status = .ok, type: String, _ headers: Headers = [:], text: String) {
        self.init(status, headers, body: .bytes(Array(text.utf8)))
        self.headers["Content-Type"] = type
    }

    public init(_ prepared: PreparedResponse) {
        self.init(prepared.response.status, body: .prepared(prepared))
    }
}
