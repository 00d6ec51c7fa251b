/// The grammar of RFC 8259.
extension OParlJSON {
    /// Deeper than anything in OParl.
    private static let deepest = 64

    var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

    mutating func skipBlanks() {
        while index < bytes.count, Self.isBlank(bytes[index]) { index += 1 }
    }

    /// Goes past a value.
    mutating func skipValue(depth: Int) throws(AgendaError) {
        guard depth < Self.deepest else { throw tooDeep }
        switch try begin() {
        case UInt8(ascii: "{"):
            try members { json, _ throws(AgendaError) in try json.skipValue(depth: depth + 1) }
        case UInt8(ascii: "["):
            try elements { json throws(AgendaError) in try json.skipValue(depth: depth + 1) }
        case UInt8(ascii: "\""): _ = try string()
        default: _ = try word()
        }
    }

    /// Reads a value, without the fields that are nothing to us.
    mutating func value() throws(AgendaError) -> OParlValue {
        switch try begin() {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["):
            var values: [OParlValue] = []
            try elements { json throws(AgendaError) in values.append(try json.value()) }
            return .list(values)
        case UInt8(ascii: "\""): return .text(text(try string()))
        default:
            let word = try word()
            return word == "null" ? .nothing : .text(word)
        }
    }

    private mutating func object() throws(AgendaError) -> OParlValue {
        var fields: [OParlField: OParlValue] = [:]
        var numbered: [(Int, OParlValue)] = []
        var isNumbered = true
        try members { json, name throws(AgendaError) in
            if let field = OParlField(named: name) {
                isNumbered = false
                if field.isMark {
                    fields[field] = .nothing
                    try json.skipValue(depth: 0)
                } else {
                    fields[field] = try json.value()
                }
            } else if isNumbered, let number = Int(name) {
                numbered.append((number, try json.value()))
            } else {
                isNumbered = false
                try json.skipValue(depth: 0)
            }
        }
        guard isNumbered, !numbered.isEmpty else { return .object(fields) }
        return .list(numbered.sorted { $0.0 < $1.0 }.map(\.1))
    }

    // MARK: Brackets

    /// Goes through an object: `body` is given each name, and goes past its value.
    mutating func members(
        _ body: (inout OParlJSON, String) throws(AgendaError) -> Void
    ) throws(AgendaError) {
        try enclosed(by: UInt8(ascii: "}")) { json throws(AgendaError) in
            guard json.byte == UInt8(ascii: "\"") else { throw json.unexpected }
            let name = json.text(try json.string())
            json.skipBlanks()
            guard json.byte == UInt8(ascii: ":") else { throw json.unexpected }
            json.index += 1
            try body(&json, name)
        }
    }

    /// Goes through an array: `body` goes past each value.
    mutating func elements(
        _ body: (inout OParlJSON) throws(AgendaError) -> Void
    ) throws(AgendaError) {
        try enclosed(by: UInt8(ascii: "]"), body)
    }

    private mutating func enclosed(
        by end: UInt8, _ body: (inout OParlJSON) throws(AgendaError) -> Void
    ) throws(AgendaError) {
        index += 1
        skipBlanks()
        if byte == end {
            index += 1
            return
        }
        while true {
            try body(&self)
            skipBlanks()
            switch byte {
            case end:
                index += 1
                return
            case UInt8(ascii: ","):
                index += 1
                skipBlanks()
            default: throw unexpected
            }
        }
    }

    /// The byte that a value begins with.
    private mutating func begin() throws(AgendaError) -> UInt8 {
        skipBlanks()
        guard let byte else { throw cutOff }
        return byte
    }

    /// What stands here where something else must.
    private var unexpected: AgendaError {
        guard let byte, Self.isLetter(byte) else { return notJSON }
        return textOutside
    }

    // MARK: Words and numbers

    /// `true`, `false`, `null` or a number, as it is written.
    private mutating func word() throws(AgendaError) -> String {
        let start = index
        while index < bytes.count, Self.isLetter(bytes[index]) || Self.isOfNumber(bytes[index]) {
            index += 1
        }
        let word = String(decoding: bytes[start..<index], as: UTF8.self)
        if Self.isNumber(bytes[start..<index]) || ["true", "false", "null"].contains(word) {
            return word
        }
        // All but the root is inside of brackets, and cut off where the file ends with it.
        if index == bytes.count, start > 0 { throw cutOff }
        index = start
        throw unexpected
    }

    private static func isNumber(_ word: ArraySlice<UInt8>) -> Bool {
        var rest = word
        func digits() -> Int {
            let digits = rest.prefix { (48...57).contains($0) }
            rest = rest.dropFirst(digits.count)
            return digits.count
        }
        if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        let isZero = rest.first == UInt8(ascii: "0")
        let count = digits()
        guard count > 0, !isZero || count == 1 else { return false }
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            guard digits() > 0 else { return false }
        }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest.removeFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") {
                rest.removeFirst()
            }
            guard digits() > 0 else { return false }
        }
        return rest.isEmpty
    }

    private static func isOfNumber(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"),
            UInt8(ascii: "."):
            true
        default: false
        }
    }

    static func isLetter(_ byte: UInt8) -> Bool {
        (65...90).contains(byte) || (97...122).contains(byte) || byte >= 0x80
    }

    static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    // MARK: Strings

    /// Where the text of a string lies, and whether it stands there as it is meant.
    private struct Quoted {
        var range: Range<Int>
        var isPlain: Bool
    }

    private mutating func string() throws(AgendaError) -> Quoted {
        let start = index + 1
        var isPlain = true
        index = start
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""):
                index += 1
                return Quoted(range: start..<index - 1, isPlain: isPlain)
            case UInt8(ascii: "\\"):
                isPlain = false
                try skipEscape()
            case 0..<0x20:
                isPlain = false
                index += 1
            default: index += 1
            }
        }
        throw cutOff
    }

    /// In bytes: what is longer is no title and no address, and cut off there.
    private static let longestText = 16_384

    private mutating func skipEscape() throws(AgendaError) {
        guard index + 1 < bytes.count else { throw cutOff }
        guard bytes[index + 1] == UInt8(ascii: "u") else {
            guard Self.escaped(bytes[index + 1]) != nil else { throw notJSON }
            index += 2
            return
        }
        guard index + 6 <= bytes.count else { throw cutOff }
        guard unit(at: index) != nil else { throw notJSON }
        index += 6
    }

    private func text(_ quoted: Quoted) -> String {
        let range = quoted.range.prefix(Self.longestText)
        guard !quoted.isPlain else { return String(decoding: bytes[range], as: UTF8.self) }
        var text: [UInt8] = []
        text.reserveCapacity(range.count)
        var index = range.startIndex
        while index < range.endIndex {
            let byte = bytes[index]
            if byte != UInt8(ascii: "\\") {
                text.append(byte < 0x20 ? UInt8(ascii: " ") : byte)
                index += 1
            } else if let plain = Self.escaped(bytes[index + 1]) {
                text.append(plain)
                index += 2
            } else {
                let (scalar, length) = scalar(at: index)
                text += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
                index += length
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func escaped(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): byte
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        default: nil
        }
    }

    /// What `\uXXXX` stands for, two of them where they are a pair; half a pair is U+FFFD.
    private func scalar(at index: Int) -> (Unicode.Scalar, length: Int) {
        guard let first = unit(at: index) else { return ("\u{FFFD}", 6) }
        if (0xD800..<0xDC00).contains(first), let second = unit(at: index + 6),
            (0xDC00..<0xE000).contains(second)
        {
            let value = 0x10000 + ((UInt32(first) - 0xD800) << 10) + (UInt32(second) - 0xDC00)
            return (Unicode.Scalar(value) ?? "\u{FFFD}", 12)
        }
        return (Unicode.Scalar(first) ?? "\u{FFFD}", 6)
    }

    /// The number that is written `\uXXXX` here; nil where that does not stand here.
    private func unit(at index: Int) -> UInt16? {
        guard index + 6 <= bytes.count, bytes[index] == UInt8(ascii: "\\"),
            bytes[index + 1] == UInt8(ascii: "u")
        else { return nil }
        var value: UInt16 = 0
        for byte in bytes[index + 2..<index + 6] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
            value = value << 4 | UInt16(digit)
        }
        return value
    }
}
