import Foundation

/// A title in lower case, one space for any blanks, without soft hyphens.
///
/// Titles that say nothing of publicity, nearly all of an archive, are passed over by their bytes.
struct TitleText {
    /// Blanks are kept as they stand: in letter-spaced type two of them divide words.
    let text: String

    /// Nil where no word stands in it that is about publicity, whatever stands between its letters.
    init?(mentioningPublicity title: String) {
        let isPlain = title.unicodeScalars.allSatisfy(Self.isPlain)
        let text = isPlain ? title : Self.composed(title)
        guard Self.mentionsPublicity(text) else { return nil }
        self.text = text.lowercased().replacing("ß", with: "ss")
    }

    static func normalised(_ text: String) -> String {
        let kept = text.unicodeScalars.allSatisfy(isPlain) ? text : composed(text)
        return kept.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// With one form for each letter, and without what nobody sees.
    private static func composed(_ text: String) -> String {
        var kept = ""
        for scalar in text.precomposedStringWithCompatibilityMapping.unicodeScalars
        where scalar.properties.generalCategory != .format {
            kept.unicodeScalars.append(scalar)
        }
        return kept
    }

    /// What is its own compatibility mapping and no soft hyphen: nearly all that titles are made of.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        // ASCII, letters of Latin-1, dashes, quotation marks.
        case 0..<0x80, 0xC0...0xFF, 0x2013...0x2014, 0x2018...0x201E: true
        default: false
        }
    }

    /// By first letter; each is searched for in the letters of a title alone.
    private static let roots: [UInt8: [[UInt8]]] = Dictionary(
        grouping: [
            "ffent", "ffntl", "öfent", "ofent", "nichtöf", "nichtoef", "nö", "public", "open",
            "closed", "geschlossen", "geheim", "vertraulich", "intern", "privat", "camera",
            "executivesession", "executivemeeting", "confidential", "exempt", "restricted",
        ].map { Array($0.utf8) }, by: { $0[0] })
    private static let isFirst: [Bool] = (0...255).map { roots[UInt8($0)] != nil }

    private static func mentionsPublicity(_ text: String) -> Bool {
        var letters: [UInt8] = []
        letters.reserveCapacity(text.utf8.count)
        var isAfterC3 = false
        for byte in text.utf8 {
            switch byte {
            case 0x41...0x5A: letters.append(byte | 0x20)
            case 0x61...0x7A: letters.append(byte)
            // "Ö" is "ö" but for a bit, as are the other capitals of Latin-1.
            case 0x80...0x9E where isAfterC3: letters.append(byte | 0x20)
            case 0x80...: letters.append(byte)
            default: break
            }
            isAfterC3 = byte == 0xC3
        }
        for index in letters.indices where isFirst[Int(letters[index])] {
            for root in roots[letters[index]] ?? []
            where letters[index...].starts(with: root) {
                return true
            }
        }
        return false
    }
}
