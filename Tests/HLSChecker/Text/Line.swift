/// A line of a playlist (RFC 8216bis §4.1).
struct Line: Hashable, Sendable {
    enum Content: Hashable, Sendable {
        case blank
        case comment
        /// Without `#` and the colon.
        case tag(String, value: String?)
        case uri(String)
    }

    /// From 1.
    let number: Int
    let text: String
    let content: Content

    init(number: Int, text: String) {
        self.number = number
        self.text = text
        // Of bytes, not characters: a mark that combines with a colon takes nothing from a tag.
        if text.isEmpty {
            content = .blank
        } else if text.utf8.starts(with: "#EXT".utf8) {
            let pieces = text.utf8.dropFirst().split(
                separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
            content = .tag(
                String(Substring(pieces[0])),
                value: pieces.count == 2 ? String(Substring(pieces[1])) : nil)
        } else {
            content = text.utf8.first == UInt8(ascii: "#") ? .comment : .uri(text)
        }
    }

    /// The lines of a text, each without its line feed or carriage return and line feed.
    static func all(of text: String) -> [Line] {
        var lines = text.utf8.split(
            separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines.enumerated().map { index, line in
            let isLong = line.last == UInt8(ascii: "\r")
            return Line(
                number: index + 1, text: String(Substring(isLong ? line.dropLast() : line)))
        }
    }
}
