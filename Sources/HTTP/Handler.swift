/// Answers requests; `Router` is the usual one.
public protocol Handler: Sendable {
    /// Called on a loop's thread: must not block, and decides where the work is done. The request
    /// as it is left, path parameters filled in, is what work, tasks and waits are given.
    func answer(_ request: inout Request) -> Answer
    /// The body for what the server itself refuses; `request` is nil when it was not understood.
    func refusal(_ status: Status, reason: String, request: Request?) -> Response
    /// The largest content taken for a request, in bytes; nil is the server's own limit.
    func bodyLimit(_ request: Request) -> Int?
}

extension Handler {
    /// A problem of RFC 9457.
    public func refusal(_ status: Status, reason: String, request: Request?) -> Response {
        Response(
            status, type: "application/problem+json", ["Cache-Control": "no-store"],
            text: #"{"title":"\#(status.reason)","status":\#(status.code)}"#)
    }

    public func bodyLimit(_ request: Request) -> Int? { nil }
}
