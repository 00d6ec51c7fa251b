/// Why two of the program's roles, or the command line and ingest, could not talk.
public struct LinkError: Error, Sendable, CustomStringConvertible {
    public enum Code: Sendable, Hashable {
        /// Nobody listens: ingest is not running.
        case notRunning
        case socket
        case unreadable
    }

    public var code: Code
    /// What was under way: "connecting to /var/lib/ratskanal/run/ingest.sock".
    public var action: String
    public var cause: String

    public init(_ code: Code, while action: String, cause: String) {
        self.code = code
        self.action = action
        self.cause = cause
    }

    public var description: String {
        switch code {
        case .notRunning:
            "Ratskanal is not running here (\(action): \(cause)). Start it with `ratskanal run`."
        case .socket: "\(action) failed: \(cause)."
        case .unreadable: "\(action): the other side sent something that is no answer (\(cause))."
        }
    }
}
