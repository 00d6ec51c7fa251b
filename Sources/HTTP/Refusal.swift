/// Why a request is not taken: the status to answer with, and a reason for the log and the tests.
public struct Refusal: Error, Sendable, Equatable {
    public let status: Status
    public let reason: String

    init(_ status: Status, _ reason: StaticString) {
        self.status = status
        self.reason = "\(reason)"
    }
}
