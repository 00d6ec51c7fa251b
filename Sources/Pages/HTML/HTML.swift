/// Markup that is safe to send.
///
/// Literals are markup; whatever is interpolated into them is escaped for text and for quoted
/// attributes alike, so that escaping is what happens when nobody thinks of it.
public struct HTML: Hashable, Sendable, ExpressibleByStringInterpolation {
    /// The markup itself.
    public let markup: String

    public init(stringLiteral value: String) {
        markup = value
    }

    public init(stringInterpolation: HTMLInterpolation) {
        markup = stringInterpolation.markup
    }

    init(joining parts: [HTML], by separator: String = "") {
        markup = parts.map(\.markup).joined(separator: separator)
    }

    static let nothing: HTML = ""

    var isEmpty: Bool { markup.isEmpty }

    static func + (a: HTML, b: HTML) -> HTML {
        HTML(joining: [a, b])
    }

    /// The text with everything replaced that means something in text or in a quoted attribute.
    static func escape(_ text: some StringProtocol) -> String {
        // Most text needs nothing done.
        let isPlain = text.utf8.allSatisfy { byte in
            byte >= 0x28 && byte != 0x3c && byte != 0x3e || byte == 0x20
        }
        if isPlain { return String(text) }
        var escaped = ""
        escaped.reserveCapacity(text.utf8.count)
        for character in text.unicodeScalars {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            // NUL and the other controls are no HTML characters (HTML §13.1).
            case "\0"..."\u{8}", "\u{b}", "\u{c}", "\u{e}"..."\u{1f}": escaped += "\u{fffd}"
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }
}
