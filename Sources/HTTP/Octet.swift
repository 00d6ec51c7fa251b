/// Classes of octets in RFC 9110 §5.6.2 and RFC 3986 §2, as bit masks: no table to load.
enum Octet {
    static let tab: UInt8 = 0x09
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let space: UInt8 = 0x20
    static let percent: UInt8 = 0x25
    static let comma: UInt8 = 0x2C
    static let slash: UInt8 = 0x2F
    static let colon: UInt8 = 0x3A
    static let question: UInt8 = 0x3F

    // ! # $ % & ' * + - . 0-9 in the low word; A-Z ^ _ ` a-z | ~ in the high one.
    private static let tokenLow: UInt64 = 0x03FF_6CFA_0000_0000
    private static let tokenHigh: UInt64 = 0x57FF_FFFF_C7FF_FFFE

    @inline(__always)
    static func isToken(_ octet: UInt8) -> Bool {
        octet < 64
            ? (tokenLow >> UInt64(octet)) & 1 == 1
            : octet < 128 && (tokenHigh >> UInt64(octet - 64)) & 1 == 1
    }

    /// What a field's value may hold: visible ASCII, blank, tab, obs-text.
    @inline(__always)
    static func isFieldValue(_ octet: UInt8) -> Bool {
        octet >= 0x20 ? octet != 0x7F : octet == tab
    }

    /// What a request target may hold: visible ASCII but for `"`, `#`, `<` and `>`, which every
    /// browser encodes. RFC 3986 allows fewer; browsers leave `|`, `{`, `}` and `^` in a query.
    @inline(__always)
    static func isTarget(_ octet: UInt8) -> Bool {
        guard octet > 0x20, octet < 0x7F else { return false }
        switch octet {
        case 0x22, 0x23, 0x3C, 0x3E: return false
        default: return true
        }
    }

    @inline(__always)
    static func lowercased(_ octet: UInt8) -> UInt8 {
        octet >= 0x41 && octet <= 0x5A ? octet | 0x20 : octet
    }

    @inline(__always)
    static func isDigit(_ octet: UInt8) -> Bool {
        octet >= 0x30 && octet <= 0x39
    }

    /// The value of a hexadecimal digit, or nil.
    @inline(__always)
    static func hexadecimal(_ octet: UInt8) -> UInt8? {
        switch octet {
        case 0x30...0x39: octet - 0x30
        case 0x41...0x46: octet - 0x41 + 10
        case 0x61...0x66: octet - 0x61 + 10
        default: nil
        }
    }
}
