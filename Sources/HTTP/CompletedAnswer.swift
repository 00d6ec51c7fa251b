/// An answer made elsewhere, ready to be sent unless something objects to it by then.
struct CompletedAnswer: Sendable {
    private let outgoing: Outgoing
    private let objection: (@Sendable () -> Response?)?
    private let request: Request

    init(_ response: Response, for request: Request) {
        outgoing = ResponseEncoder.encode(response, for: request)
        objection = response.objection
        self.request = request
    }

    /// What is sent now.
    var settled: Outgoing {
        objection?().map { ResponseEncoder.encode($0, for: request) } ?? outgoing
    }
}
