/// What a machine shows to be let in; it is printed once and kept as its SHA-256 alone.
public struct SecretToken: Hashable, Sendable, CustomStringConvertible {
    /// "rk_" and 43 characters of base64url.
    public let text: String

    private static let prefix = "rk_"
    private static let length = 3 + 43

    /// A new token of 256 random bits.
    public static func generate() throws(CryptoError) -> SecretToken {
        SecretToken(unchecked: prefix + Base64URL.text(try Random.bytes(32)))
    }

    /// Nil where the text has not the form of a token.
    public init?(_ text: String) {
        guard text.hasPrefix(Self.prefix), text.utf8.count == Self.length,
            text.utf8.allSatisfy(Self.isInAlphabet)
        else { return nil }
        self.text = text
    }

    private init(unchecked text: String) {
        self.text = text
    }

    /// What is kept of it. 256 random bits need no slow password hash.
    public var sha256: [UInt8] { Digest.sha256(text) }

    /// Not the token: it must not end up in a log.
    public var description: String { "\(Self.prefix)…" }

    private static func isInAlphabet(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
