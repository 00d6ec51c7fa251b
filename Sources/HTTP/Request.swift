/// A request as handlers see it: head parsed, content collected.
public struct Request: Sendable {
    /// What never changes, behind one reference: requests are passed about a good deal.
    private final class Message: Sendable {
        let head: RequestHead
        let bytes: [UInt8]
        let segments: [String]
        let query: FormFields
        let peer: PeerAddress?

        init(
            head: RequestHead, bytes: [UInt8], segments: [String], query: FormFields,
            peer: PeerAddress?
        ) {
            self.head = head
            self.bytes = bytes
            self.segments = segments
            self.query = query
            self.peer = peer
        }
    }

    private let message: Message
    /// The content; empty where there is none.
    public internal(set) var body: [UInt8] = []
    /// What the router's pattern named: `/sessions/:id` gives `parameters["id"]`.
    public internal(set) var parameters = PathParameters()

    /// Refused where path or query cannot be decoded.
    init(
        _ head: RequestHead, bytes: UnsafeBufferPointer<UInt8>, peer: PeerAddress?
    ) throws(Refusal) {
        let path = UnsafeBufferPointer(rebasing: bytes[head.path])
        var segments: [String] = []
        if path.first == Octet.slash {
            guard let decoded = PercentEncoding.segments(path) else {
                throw Refusal(.badRequest, "path that cannot be decoded")
            }
            segments = decoded
        }
        var query = FormFields()
        if let range = head.query {
            guard let decoded = FormFields(UnsafeBufferPointer(rebasing: bytes[range])) else {
                throw Refusal(.badRequest, "query that cannot be decoded")
            }
            query = decoded
        }
        message = Message(
            head: head, bytes: Array(bytes), segments: segments, query: query, peer: peer)
    }

    public var method: Method { message.head.method }
    public var peer: PeerAddress? { message.peer }

    /// The path as sent, still encoded and without the query.
    public var rawPath: String { text(message.head.path) }

    /// The decoded path split at `/`: `/sessions/a%20b` is `["sessions", "a b"]`, `/` is `[""]`.
    public var segments: [String] { message.segments }

    /// The query as sent, without `?`; nil where there is none.
    public var rawQuery: String? { message.head.query.map(text) }

    /// The decoded query.
    public var query: FormFields { message.query }

    /// Range or a condition is among the fields.
    var isConditional: Bool { message.head.isConditional }

    var acceptsGzip: Bool {
        guard let value = message.head.acceptEncoding else { return false }
        if message.head.isConditional {
            return ContentCoding.acceptsGzip(self["Accept-Encoding"])
        }
        let bytes = message.bytes
        return ContentCoding.acceptsGzip(bytes.span, value)
    }

    /// A field's value, several lines of a name joined by `, ` (RFC 9110 §5.3).
    public subscript(name: String) -> String? {
        var result: String?
        for field in message.head.fields where field.name.count == name.utf8.count {
            var at = field.name.lowerBound
            var isSame = true
            for octet in name.utf8 {
                if Octet.lowercased(message.bytes[at]) != Octet.lowercased(octet) {
                    isSame = false
                    break
                }
                at += 1
            }
            guard isSame else { continue }
            let value = text(field.value)
            result = result.map { $0 + ", " + value } ?? value
        }
        return result
    }

    private func text(_ range: Range<Int>) -> String {
        String(decoding: message.bytes[range], as: UTF8.self)
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
