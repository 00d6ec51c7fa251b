import Foundation

/// What a character means to the search: letters without case and accents, ß as ss.
enum LetterFolding {
    enum Kind {
        /// One or two bytes of ASCII; the second is 0 where there is one.
        case ascii(UInt8, UInt8)
        /// A letter or digit outside the table, in lower case.
        case other(String)
        /// Stands inside a word without being part of it: soft hyphen, accents of their own.
        case ignored
        case separator
    }

    static func kind(of scalar: Unicode.Scalar) -> Kind {
        let value = scalar.value
        switch value {
        case 0x30...0x39, 0x61...0x7a: return .ascii(UInt8(value), 0)
        case 0x41...0x5a: return .ascii(UInt8(value) | 0x20, 0)
        case 0..<0x80: return .separator
        case 0xad, 0x300...0x36f, 0x200b...0x200d, 0xfeff: return .ignored
        case 0xc0...0x24f: return kind(table: latin[Int(value - 0xc0)], of: scalar)
        case 0x1e00...0x1eff:
            return kind(table: latinAdditional[Int(value - 0x1e00)], of: scalar)
        default: return general(scalar)
        }
    }

    private static func kind(table entry: UInt16, of scalar: Unicode.Scalar) -> Kind {
        guard entry != 0 else { return general(scalar) }
        return .ascii(UInt8(entry & 0xff), UInt8(entry >> 8))
    }

    private static func general(_ scalar: Unicode.Scalar) -> Kind {
        let properties = scalar.properties
        guard properties.isAlphabetic || properties.numericType != nil else { return .separator }
        return .other(properties.lowercaseMapping)
    }

    private static let latin = table(0xc0...0x24f)
    private static let latinAdditional = table(0x1e00...0x1eff)

    /// Letters that Unicode does not take apart into a plain one and an accent.
    private static let special: [Unicode.Scalar: String] = [
        "ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o",
        "ł": "l", "Ł": "l", "ı": "i", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th",
        "Þ": "th", "ħ": "h", "Ħ": "h", "ŧ": "t", "Ŧ": "t",
    ]

    private static func table(_ range: ClosedRange<UInt32>) -> [UInt16] {
        range.map { value in
            guard let scalar = Unicode.Scalar(value) else { return 0 }
            let text =
                special[scalar]
                ?? String(scalar).decomposedStringWithCanonicalMapping.lowercased().unicodeScalars
                .first.map(String.init) ?? ""
            let bytes = Array(text.utf8)
            guard bytes.allSatisfy({ (0x61...0x7a).contains($0) }) else { return 0 }
            switch bytes.count {
            case 1: return UInt16(bytes[0])
            case 2: return UInt16(bytes[0]) | UInt16(bytes[1]) << 8
            default: return 0
            }
        }
    }
}
