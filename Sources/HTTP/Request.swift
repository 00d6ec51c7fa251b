/// A request as handlers see it: head parsed, content collected.
public struct Request: Sendable {
    public let method: Method
    /// The path as sent, still encoded and without the query.
    public let rawPath: String
    /// The decoded path split at `/`: `/sessions/a%20b` is `["sessions", "a b"]`, `/` is `[""]`.
    public let segments: [String]
    /// The query as sent, without `?`; nil where there is none.
    public let rawQuery: String?
    /// The decoded query.
    public let query: FormFields
    /// The content; empty where there is none.
    public internal(set) var body: [UInt8] = []
    public let peer: PeerAddress?
    /// What the router's pattern named: `/sessions/:id` gives `parameters["id"]`.
    public internal(set) var parameters = PathParameters()

    let minorVersion: Int
    private let bytes: [UInt8]
    private let fields: [RequestHead.Field]

    /// Refused where path or query cannot be decoded.
    init(
        _ head: RequestHead, bytes: some Collection<UInt8>, peer: PeerAddress?
    ) throws(Refusal) {
        self.bytes = Array(bytes)
        self.peer = peer
        method = head.method
        minorVersion = head.minorVersion
        fields = head.fields
        let path = self.bytes[head.path]
        rawPath = String(decoding: path, as: UTF8.self)
        if path.first == Octet.slash {
            guard let segments = PercentEncoding.segments(path) else {
                throw Refusal(.badRequest, "path that cannot be decoded")
            }
            self.segments = segments
        } else {
            segments = []
        }
        if let range = head.query {
            guard let query = FormFields(self.bytes[range]) else {
                throw Refusal(.badRequest, "query that cannot be decoded")
            }
            rawQuery = String(decoding: self.bytes[range], as: UTF8.self)
            self.query = query
        } else {
            rawQuery = nil
            query = FormFields()
        }
    }

    /// A field's value, several lines of a name joined by `, ` (RFC 9110 §5.3).
    public subscript(name: String) -> String? {
        var result: String?
        for field in fields where field.name.count == name.utf8.count {
            var at = field.name.lowerBound
            var isSame = true
            for octet in name.utf8 {
                if Octet.lowercased(bytes[at]) != Octet.lowercased(octet) {
                    isSame = false
                    break
                }
                at += 1
            }
            guard isSame else { continue }
            let value = String(decoding: bytes[field.value], as: UTF8.self)
            result = result.map { $0 + ", " + value } ?? value
        }
        return result
    }

    /// The content as a form; nil unless it is one and can be decoded.
    public var form: FormFields? {
        guard let type = self["Content-Type"]?.split(separator: ";").first,
            Headers.equal(type.trimmed, "application/x-www-form-urlencoded")
        else { return nil }
        return FormFields(body)
    }

    /// A cookie's value as sent (RFC 6265 §5.4).
    public func cookie(_ name: String) -> String? {
        guard let cookies = self["Cookie"] else { return nil }
        for part in cookies.split(whereSeparator: { $0 == ";" || $0 == "," }) {
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if sides.count == 2, sides[0].trimmed == name { return sides[1].trimmed }
        }
        return nil
    }
}

extension Substring {
    /// Without blanks and tabs at both ends.
    var trimmed: String {
        var rest = self[...]
        while let first = rest.first, first == " " || first == "\t" { rest.removeFirst() }
        while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
        return String(rest)
    }
}
