/// What went wrong in the demo: what was under way, with what, and why.
struct DemoError: Error, CustomStringConvertible {
    enum Code {
        case missing, failed, refused
    }

    var code: Code
    var action: String
    var object: String
    var cause: String

    var description: String { "\(action) \(object): \(cause)" }
}
