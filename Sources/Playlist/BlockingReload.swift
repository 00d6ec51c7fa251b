/// A request for a playlist that holds a certain part or segment (RFC 8216bis §6.2.5.2).
public struct BlockingReload: Hashable, Sendable {
    public enum Answer: Hashable, Sendable {
        case now
        /// When the next announcement has come, ask again.
        case later
        /// Too far ahead: 400.
        case refused
    }

    /// A query that is answered with 400.
    public struct Malformed: Error, Hashable, Sendable {
        public var reason: String
    }

    public var sequence: Int
    public var part: Int?

    public init(sequence: Int, part: Int?) {
        self.sequence = sequence
        self.part = part
    }

    /// From the values of `_HLS_msn` and `_HLS_part`; nil where neither is there.
    public init?(msn: String?, part: String?) throws(Malformed) {
        guard let msn else {
            guard part == nil else { throw Malformed(reason: "_HLS_part without _HLS_msn") }
            return nil
        }
        sequence = try Self.number(msn, of: "_HLS_msn")
        self.part = if let part { try Self.number(part, of: "_HLS_part") } else { nil }
    }

    private static func number(_ text: String, of name: String) throws(Malformed) -> Int {
        let isDigits =
            !text.isEmpty && text.utf8.count <= 10
            && text.utf8.allSatisfy { (48...57).contains($0) }
        guard isDigits, let value = Int(text) else {
            throw Malformed(reason: "\(name) is not a number")
        }
        return value
    }
}
