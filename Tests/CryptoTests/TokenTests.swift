import Crypto
import Testing

@Suite("Tokens and text forms")
struct TokenTests {
    @Test(
        "base64url gives RFC 4648's examples without padding",
        arguments: [
            ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"),
            ("fooba", "Zm9vYmE"), ("foobar", "Zm9vYmFy"),
        ])
    func base64(text: String, encoded: String) {
        #expect(Base64URL.text(Array(text.utf8)) == encoded)
    }

    @Test("base64url uses '-' and '_'")
    func base64Alphabet() {
        #expect(Base64URL.text([0xFB, 0xFF, 0xBF]) == "-_-_")
    }

    @Test("hexadecimal text is written and read back, and what is none is refused")
    func hex() {
        #expect(Hex.text([0, 0x9F, 0xFF] as [UInt8]) == "009fff")
        #expect(Hex.bytes("009fFF") == [0, 0x9F, 0xFF])
        #expect(Hex.bytes("") == [])
        #expect(Hex.bytes("0") == nil)
        #expect(Hex.bytes("0g") == nil)
    }

    @Test("a token is printable, never twice the same, and read back")
    func tokens() throws {
        let token = try SecretToken.generate()
        let other = try SecretToken.generate()
        #expect(token != other)
        #expect(token.text.hasPrefix("rk_"))
        #expect(token.text.utf8.count == 46)
        #expect(SecretToken(token.text) == token)
        #expect(token.sha256 == Digest.sha256(token.text))
        #expect(!"\(token)".contains(token.text))
    }

    @Test(
        "what has not the form of a token is none",
        arguments: [
            "", "rk_", "rk_" + String(repeating: "a", count: 42),
            "rk_" + String(repeating: "a", count: 42) + "=",
            "xx_" + String(repeating: "a", count: 43),
            "rk_" + String(repeating: "a", count: 44),
        ])
    func noToken(text: String) {
        #expect(SecretToken(text) == nil)
    }

    @Test("random bytes differ")
    func random() throws {
        #expect(try Random.bytes(0) == [])
        #expect(try Random.bytes(32).count == 32)
        #expect(try Random.bytes(32) != Random.bytes(32))
    }
}
