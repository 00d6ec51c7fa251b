/// Why GnuTLS did not do what it was asked.
public struct CryptoError: Error, Sendable, Hashable, CustomStringConvertible {
    /// GnuTLS's own, negative.
    public var code: Int32
    /// What was under way: "drawing 32 random bytes".
    public var action: String
    /// GnuTLS's words.
    public var cause: String

    public init(_ code: Int32, while action: String, cause: String) {
        self.code = code
        self.action = action
        self.cause = cause
    }

    public var description: String { "\(action) failed: \(cause) (GnuTLS \(code))." }
}
