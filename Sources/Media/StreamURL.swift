import Foundation

/// The address of a stream that is fetched; its password goes into no message.
public struct StreamURL: Hashable, Sendable, CustomStringConvertible {
    /// With user and password, where it has them.
    let text: String
    public let scheme: String
    /// A name or a number, an IPv6 one without brackets.
    public let host: String
    /// The one it names, else its scheme's own.
    public let port: Int
    /// Whether a user, a password or a query, in which keys stand, is in it.
    public let hasSecret: Bool
    /// Without what may be secret.
    public let description: String

    /// Nil unless it is a URL with a host and one of the schemes.
    public init?(_ text: String, schemes: Set<String>) {
        guard let url = URLComponents(string: text), let scheme = url.scheme?.lowercased(),
            schemes.contains(scheme), let host = url.host, !host.isEmpty,
            !Self.hasHiddenUser(url)
        else { return nil }
        var shown = url
        shown.user = nil
        shown.password = nil
        shown.query = nil
        shown.fragment = nil
        self.text = text
        self.scheme = scheme
        self.host = host.trimmingCharacters(in: ["[", "]"])
        port = url.port ?? ["https": 443, "http": 80][scheme] ?? 554
        hasSecret = url.user != nil || url.password != nil || url.query != nil
        description = shown.string ?? "\(scheme)://\(host)"
    }

    /// Whether what looks like host and port is the user and the password's first digits, as in
    /// `u:1#2@camera` or `u:1/2@camera`.
    private static func hasHiddenUser(_ url: URLComponents) -> Bool {
        guard url.user == nil, url.port != nil else { return false }
        let rest = [url.percentEncodedPath, url.percentEncodedQuery, url.percentEncodedFragment]
        return rest.contains { $0?.contains("@") == true }
    }
}
