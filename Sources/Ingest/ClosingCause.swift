/// Why a room's gate is closed, as its log says it.
public enum ClosingCause: Hashable, Sendable {
    case press
    /// One is open that is not public.
    case item
    /// The session's name or its body's says that nothing of it is public.
    case name
    /// What is said of the session could not be read, and why.
    case unreadable(String)
    /// It was closed when the session was recorded last.
    case before
    /// Nobody knows whether it was, and why.
    case unknown(String)
    /// What it shall be could not be stored.
    case unstored

    /// Follows on "the gate is closed".
    var text: String {
        switch self {
        case .press: "by a press"
        case .item: "as an item is open that is not public"
        case .name: "as the session's name or its body's says that it is not public"
        case .unreadable(let why): "as the agenda cannot be read (\(why))"
        case .before: "as it was before the restart"
        case .unknown(let why): "as it is not known whether it was: \(why)"
        case .unstored: "as its state cannot be stored"
        }
    }
}
