import Crypto
import Foundation
import HTTP
import Storage

/// Who asks, where something may only be asked by some.
struct Access: Sendable {
    static let cookie = "ratskanal-office"

    let tokens: KnownTokens

    /// The token in `Authorization: Bearer`; throws 401 without and 403 with the wrong right.
    func bearer(_ request: Request, right: Token.Right) throws -> Token {
        guard let header = request["Authorization"], header.lowercased().hasPrefix("bearer ")
        else { throw Problem(401, "Send a token: Authorization: Bearer …") }
        let text = String(header.dropFirst("bearer ".count)).trimmingCharacters(in: .whitespaces)
        guard let token = try token(text) else {
            throw Problem(401, "This token is not known.")
        }
        guard token.right == right else {
            throw Problem(
                403, "This token may not do that; it has the right \(token.right.rawValue).")
        }
        return token
    }

    /// The office's token that was signed in with, from its cookie; nil where nobody is signed in.
    func office(_ request: Request) throws -> (token: Token, csrf: String)? {
        guard let text = request.cookie(Self.cookie),
            let token = try token(text),
            token.right == .tag
        else { return nil }
        return (token, Self.csrf(of: text))
    }

    /// The token of this text, if it is one that was made here.
    func token(_ text: String) throws -> Token? {
        guard let secret = SecretToken(text) else { return nil }
        return try tokens.token(sha256: secret.sha256)
    }

    /// Only a page that was given it knows it; the cookie alone, which other sites can make a
    /// browser send, does not tell it.
    static func csrf(of secret: String) -> String {
        Hex.text(Digest.sha256("csrf \(secret)"))
    }

    /// Throws 403 unless the form, or console.js in a header, bears the page's own word.
    static func checkCSRF(_ request: Request, _ form: FormFields?, _ csrf: String) throws {
        let given = form?["csrf"] ?? request["X-CSRF-Token"] ?? ""
        guard Digest.areEqual(Array(given.utf8), Array(csrf.utf8)) else {
            throw Problem(403, "The page is too old: load it again.")
        }
    }

    /// Whether a token that is bound to a room may act on a session there.
    static func check(_ token: Token, for room: String?) throws {
        guard let bound = token.room, bound != room else { return }
        throw Problem(403, "This token is for room \(bound) alone.")
    }
}
