/// A text file's content as UTF-8, whatever it was saved in: UTF-8, UTF-16 in either byte order, or
/// Windows-1252.
///
/// A byte order mark decides. Without one, valid UTF-8 is UTF-8, ASCII with a zero beside each byte
/// is UTF-16, and anything else is Windows-1252 as long as nothing in it is UTF-8 for certain.
struct DecodedText {
    /// Where a file stops making sense.
    struct Fault: Error {
        var reason: String
        /// All that stands before the fault, its ASCII in UTF-8 at least.
        var before: [UInt8]
    }

    let utf8: [UInt8]

    /// - Parameter remedy: what to do about a file that is nothing of the kind.
    init(_ bytes: [UInt8], remedy: String) throws(Fault) {
        if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
            throw Fault(reason: "the file is UTF-32; \(remedy)", before: [])
        } else if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            utf8 = try Self.utf8(bytes.dropFirst(3), remedy)
        } else if bytes.starts(with: [0xFF, 0xFE]) {
            utf8 = try Self.utf16(bytes.dropFirst(2), isBigEndian: false, remedy)
        } else if bytes.starts(with: [0xFE, 0xFF]) {
            utf8 = try Self.utf16(bytes.dropFirst(2), isBigEndian: true, remedy)
        } else if let isBigEndian = Self.byteOrder(bytes) {
            utf8 = try Self.utf16(bytes[...], isBigEndian: isBigEndian, remedy)
        } else {
            utf8 = try Self.unmarked(bytes, remedy)
        }
    }

    // MARK: UTF-8 and Windows-1252

    private static func utf8(_ bytes: ArraySlice<UInt8>, _ remedy: String) throws(Fault) -> [UInt8]
    {
        guard let fault = pieces(bytes).first(where: { $0.kind == .invalid }) else {
            return Array(bytes)
        }
        throw Fault(
            reason: "there are characters that are not UTF-8; \(remedy)",
            before: Array(bytes[..<fault.start]))
    }

    private static func unmarked(_ bytes: [UInt8], _ remedy: String) throws(Fault) -> [UInt8] {
        guard String(validating: bytes, as: UTF8.self) == nil else { return bytes }
        let pieces = pieces(bytes[...])
        if let certain = pieces.first(where: { $0.kind == .certain }),
            let invalid = pieces.first(where: { $0.kind == .invalid })
        {
            // The one that comes second is where the file changes its mind.
            let place = max(certain.start, invalid.start)
            let change =
                place == invalid.start
                ? "there are characters that are not UTF-8 behind others that are"
                : "there are characters in UTF-8 behind others that are not"
            throw Fault(
                reason: "\(change), a mixture of encodings; \(remedy)",
                before: Array(bytes[..<place]))
        }
        let (text, end) = windows1252(bytes[...])
        guard end == bytes.count else {
            throw Fault(
                reason: "there is a character that is neither UTF-8 nor Windows-1252; \(remedy)",
                before: text)
        }
        return text
    }

    private struct Piece {
        enum Kind {
            case invalid
            /// UTF-8 that Windows-1252 would hardly be: what begins with `Ã`, `Â` or three bytes of
            /// signs. `ß»`, `Ö–` and their like are text of Windows-1252 and UTF-8 by chance.
            case certain
        }

        var kind: Kind
        var start: Int
    }

    /// All that is no ASCII and no chance.
    private static func pieces(_ bytes: ArraySlice<UInt8>) -> [Piece] {
        var pieces: [Piece] = []
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            guard byte >= 0x80 else {
                index += 1
                continue
            }
            let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
            let sequence = bytes[index..<min(index + length, bytes.endIndex)]
            if String(validating: sequence, as: UTF8.self) == nil {
                pieces.append(Piece(kind: .invalid, start: index))
                index += 1
            } else {
                if length > 2 || byte == 0xC2 || byte == 0xC3 {
                    pieces.append(Piece(kind: .certain, start: index))
                }
                index += length
            }
        }
        return pieces
    }

    /// What 0x80 to 0x9F are in Windows-1252; zero where it has no character.
    private static let upperControls: [UInt32] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
        0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
        0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
    ]

    /// The text up to the first byte that is no character, and that byte's place.
    private static func windows1252(
        _ bytes: ArraySlice<UInt8>
    ) -> (utf8: [UInt8], end: Int) {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        for index in bytes.indices {
            let byte = bytes[index]
            guard byte >= 0x80 else {
                text.append(byte)
                continue
            }
            let value = byte < 0xA0 ? upperControls[Int(byte) - 0x80] : UInt32(byte)
            guard value > 0, let scalar = Unicode.Scalar(value) else { return (text, index) }
            text += scalar.utf8
        }
        return (text, bytes.endIndex)
    }

    // MARK: UTF-16

    /// Whether UTF-16 without a mark is big-endian; nil where the file does not look like UTF-16.
    ///
    /// What people save begins with ASCII: the header of a table, a bracket of JSON. Its zeros then
    /// all stand on one side.
    private static func byteOrder(_ bytes: [UInt8]) -> Bool? {
        guard bytes.count >= 4 else { return nil }
        let isZero = bytes.prefix(4).map { $0 == 0 }
        switch isZero {
        case [false, true, false, true]: return false
        case [true, false, true, false]: return true
        default: return nil
        }
    }

    private static func utf16(
        _ bytes: ArraySlice<UInt8>, isBigEndian: Bool, _ remedy: String
    ) throws(Fault) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        var decoder = UTF16()
        var units = stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2).lazy.map {
            index in
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            return isBigEndian ? first << 8 | second : second << 8 | first
        }.makeIterator()
        decoding: while true {
            switch decoder.decode(&units) {
            case .scalarValue(let scalar): text += scalar.utf8
            case .emptyInput: break decoding
            case .error:
                throw Fault(
                    reason: "there is half a character of UTF-16; \(remedy)", before: text)
            }
        }
        guard bytes.count.isMultiple(of: 2) else {
            throw Fault(
                reason: "the file is UTF-16 and ends in the middle of a character; \(remedy)",
                before: text)
        }
        return text
    }
}
