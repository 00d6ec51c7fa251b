import Foundation

/// What a search asks for, as it stands in the address of its page.
public struct SearchQuery: Sendable, Hashable {
    public enum Order: String, Sendable, Hashable {
        case relevance, date
    }

    public var words: String
    /// A body's id.
    public var body: String?
    /// A person's id.
    public var person: Int64?
    /// Days, `YYYY-MM-DD`, as typed.
    public var from: String?
    public var to: String?
    public var order: Order
    /// The cursor of the page, as the answer before gave it.
    public var after: String?

    public init(
        words: String, body: String? = nil, person: Int64? = nil, from: String? = nil,
        to: String? = nil, order: Order = .relevance, after: String? = nil
    ) {
        self.words = words
        self.body = body
        self.person = person
        self.from = from
        self.to = to
        self.order = order
        self.after = after
    }

    var hasFilters: Bool { body != nil || person != nil || from != nil || to != nil }

    /// The page's address for this query.
    public var path: String {
        let parts: [(String, String?)] = [
            ("q", words), ("body", body), ("person", person.map(String.init)), ("from", from),
            ("to", to), ("order", order == .relevance ? nil : order.rawValue), ("after", after),
        ]
        return "/search?"
            + parts.compactMap { name, value in value.map { "\(name)=\(Self.encode($0))" } }
            .joined(separator: "&")
    }

    private static func encode(_ value: String) -> String {
        var encoded = ""
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "~"):
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            case UInt8(ascii: " "): encoded += "+"
            default: encoded += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16).uppercased()
            }
        }
        return encoded
    }
}
