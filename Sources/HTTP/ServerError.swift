import Glibc

/// What went wrong in the server itself, worded for the operator.
public struct ServerError: Error, CustomStringConvertible {
    public enum Code: Sendable {
        case addressInUse
        case addressUnusable
        case file
        case system
    }

    public let code: Code
    /// What was under way.
    public let action: String
    /// With what.
    public let object: String
    /// The errno beneath, or 0.
    public let cause: Int32

    init(_ code: Code, action: String, object: String, cause: Int32) {
        self.code = code
        self.action = action
        self.object = object
        self.cause = cause
    }

    /// One sentence, with what to do where that is known.
    public var description: String {
        switch code {
        case .addressInUse:
            "\(object) is already in use: stop the other program or listen on another port."
        case .addressUnusable:
            "Cannot listen on \(object): \(reason). Check the address and the rights for the port."
        case .file, .system:
            "\(action) \(object) failed: \(reason)."
        }
    }

    private var reason: String {
        cause == 0 ? "not a numeric address" : String(cString: strerror(cause))
    }
}
