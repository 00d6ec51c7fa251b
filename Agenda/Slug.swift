import Foundation

/// Ids of rooms and bodies, `[a-z0-9-]{1,40}`, and how names become such.
public enum Slug {
    public static let longest = 40

    public static func isValid(_ text: String) -> Bool {
        (1...longest).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (48...57).contains(byte) || (97...122).contains(byte) || byte == UInt8(ascii: "-")
            }
    }

    /// "Ausschuss für Umwelt & Straßen" becomes "ausschuss-fuer-umwelt-strassen"; nil where no
    /// letter or digit is left.
    public static func make(from name: String) -> String? {
        var slug = ""
        for character in name.precomposedStringWithCanonicalMapping.lowercased() {
            let text = letters(for: character)
            if !text.isEmpty {
                slug += text
            } else if character != "'", character != "’", slug.last != "-", !slug.isEmpty {
                slug += "-"
            }
        }
        if slug.utf8.count > longest {
            let cut = slug.prefix(longest)
            // Cut between words where that leaves most of the name.
            if slug.dropFirst(longest).first != "-", let dash = cut.lastIndex(of: "-"),
                cut.distance(from: cut.startIndex, to: dash) >= longest / 2
            {
                slug = String(cut[..<dash])
            } else {
                slug = String(cut)
            }
        }
        while slug.last == "-" { slug.removeLast() }
        return slug.isEmpty ? nil : slug
    }

    private static func letters(for character: Character) -> String {
        switch character {
        case "ä", "æ": return "ae"
        case "ö", "œ", "ø": return "oe"
        case "ü": return "ue"
        case "ß": return "ss"
        case "å": return "aa"
        case "ł": return "l"
        case "đ", "ð": return "d"
        default:
            let plain = String(character).folding(
                options: [.diacriticInsensitive, .widthInsensitive], locale: nil)
            return plain.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        }
    }
}
