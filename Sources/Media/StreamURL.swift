import Foundation

/// The address of a stream that is fetched; its password goes into no message.
public struct StreamURL: Hashable, Sendable, CustomStringConvertible {
    /// With user and password, where it has them.
    let text: String
    public let scheme: String
    /// Without user, password and query, in which keys stand.
    public let description: String

    /// Nil unless it is a URL with a host and one of the schemes.
    public init?(_ text: String, schemes: Set<String>) {
        guard let url = URLComponents(string: text), let scheme = url.scheme?.lowercased(),
            schemes.contains(scheme), let host = url.host, !host.isEmpty
        else { return nil }
        var shown = url
        shown.user = nil
        shown.password = nil
        shown.query = nil
        self.text = text
        self.scheme = scheme
        description = shown.string ?? "\(scheme)://\(host)"
    }
}
