/// A JSON value as OParl sources write it, read leniently: numbers and booleans are text too.
enum OParlValue: Hashable, Sendable {
    case nothing
    case text(String)
    case list([OParlValue])
    case object([OParlField: OParlValue])
    /// An object that lay here and is kept by itself: its number among `OParlObjects`.
    case place(Int)

    /// What sources write where they have nothing to say.
    private static let blanks: Set<String> = [
        "", "n/a", "null", "undefined", "(kein text vorhanden)",
    ]
    private static let longestBlank = blanks.map(\.utf8.count).max() ?? 0

    /// One line of text without blanks around it; of a list its first text; nil where there is none.
    var text: String? {
        switch self {
        case .text(let text):
            let line = text.isOneLine ? text : text.joinedToOneLine
            let isBlank =
                line.utf8.count <= Self.longestBlank && Self.blanks.contains(line.lowercased())
            return isBlank ? nil : line
        case .list(let values):
            return values.lazy.compactMap(\.text).first
        case .nothing, .object, .place:
            return nil
        }
    }

    /// The values of a list; an object or text in its place is a list of one.
    var list: [OParlValue] {
        switch self {
        case .nothing: []
        case .list(let values): values
        case .text: text == nil ? [] : [self]
        case .object, .place: [self]
        }
    }

    var fields: [OParlField: OParlValue]? {
        guard case .object(let fields) = self else { return nil }
        return fields
    }

    /// Yes or no; nil where neither is said.
    var flag: Bool? {
        switch text?.lowercased() {
        case "true", "1", "yes", "ja": true
        case "false", "0", "no", "nein": false
        default: nil
        }
    }
}

extension String {
    /// Whether certainly no blank in it is more than a space between words: nearly all texts.
    fileprivate var isOneLine: Bool {
        var last = UInt8(ascii: " ")
        for byte in utf8 {
            switch byte {
            // What begins other blanks and controls, and many signs besides.
            case 0..<0x20, 0x7F, 0xC2, 0xE1...0xE3: return false
            case 0x20 where last == 0x20: return false
            default: last = byte
            }
        }
        return last != UInt8(ascii: " ") || isEmpty
    }

    /// Names stand over several lines, with tabs and control characters in them.
    fileprivate var joinedToOneLine: String {
        split { $0.isWhitespace || $0.isControl }.joined(separator: " ")
    }
}

extension Character {
    fileprivate var isControl: Bool {
        guard let value = unicodeScalars.first?.value else { return false }
        return value < 0x20 || (0x7F...0x9F).contains(value)
    }
}
