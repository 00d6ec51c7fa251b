/// What an attribute's value has to be (RFC 8216bis §4.2).
struct AttributeSyntax: Sendable {
    enum Kind: Sendable {
        case integer
        case hexadecimal
        case decimal
        case signedDecimal
        case quoted
        /// A quoted string that may be empty.
        case quotedOrEmpty
        case date
        /// In quotes; whether it needs its offset.
        case byteRange(needsOffset: Bool)
        case words([String])
        case quotedOrWord(String)
        case resolution
    }

    let name: String
    let kind: Kind
    let isRequired: Bool

    static func required(_ name: String, _ kind: Kind) -> AttributeSyntax {
        AttributeSyntax(name: name, kind: kind, isRequired: true)
    }

    static func optional(_ name: String, _ kind: Kind) -> AttributeSyntax {
        AttributeSyntax(name: name, kind: kind, isRequired: false)
    }

    var mayBeEmpty: Bool { if case .quotedOrEmpty = kind { true } else { false } }

    /// Whether a value is of the type.
    func allows(_ value: AttributeList.Attribute) -> Bool {
        let text = value.text
        switch kind {
        case .integer: return !value.isQuoted && Self.isInteger(text)
        case .hexadecimal: return !value.isQuoted && Self.isHexadecimal(text)
        case .decimal: return !value.isQuoted && WrittenSeconds(text) != nil
        case .signedDecimal: return !value.isQuoted && Self.isSigned(text)
        case .quoted, .quotedOrEmpty: return value.isQuoted
        case .date: return value.isQuoted && Moment(text) != nil
        case .byteRange(let needsOffset):
            guard value.isQuoted, let range = ByteRange(text) else { return false }
            return range.offset != nil || !needsOffset
        case .words(let words): return !value.isQuoted && words.contains(text)
        case .quotedOrWord(let word): return value.isQuoted || text == word
        case .resolution:
            let sides = text.split(separator: "x", omittingEmptySubsequences: false)
            return !value.isQuoted && sides.count == 2 && sides.allSatisfy(Self.isInteger)
        }
    }

    /// `X-…`: a quoted string, a hexadecimal sequence or a number (RFC 8216bis §4.4.5.1).
    static func allowsExtension(_ value: AttributeList.Attribute) -> Bool {
        value.isQuoted || isHexadecimal(value.text) || isSigned(value.text)
    }

    static func isInteger(_ text: some StringProtocol) -> Bool {
        (1...20).contains(text.utf8.count) && text.utf8.allSatisfy { (48...57).contains($0) }
            && UInt64(text) != nil
    }

    private static func isSigned(_ text: String) -> Bool {
        WrittenSeconds(text.hasPrefix("-") ? text.dropFirst() : text[...]) != nil
    }

    private static func isHexadecimal(_ text: String) -> Bool {
        guard text.hasPrefix("0x") || text.hasPrefix("0X"), text.utf8.count > 2 else {
            return false
        }
        return text.utf8.dropFirst(2).allSatisfy {
            (48...57).contains($0) || (65...70).contains($0)
        }
    }
}
