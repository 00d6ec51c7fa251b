import Foundation

/// Reads JSON as council information systems send it.
///
/// Raw control characters inside of strings and halves of surrogate pairs, which RFC 8259 §7
/// forbids or leaves open, cost a character and not the file.
struct OParlJSON {
    private let file: String
    private var bytes: [UInt8]

    /// Throws where the file is no JSON, says where that shows, and what to do.
    static func value(of bytes: [UInt8], file: String) throws(AgendaError) -> OParlValue {
        let text: DecodedText
        do {
            text = try DecodedText(bytes, remedy: remedy)
        } catch {
            let place = Place(in: error.before[...])
            throw AgendaError(
                .encoding, file: file, line: place.line, column: place.column,
                reason: error.reason)
        }
        var reader = OParlJSON(file: file, bytes: text.utf8)
        return try reader.value()
    }

    private static let remedy = "fetch the file again"

    private func error(
        _ code: AgendaError.Code, at offset: Int, _ reason: String
    ) -> AgendaError {
        let place = Place(in: bytes.prefix(offset))
        return AgendaError(
            code, file: file, line: place.line, column: place.column, reason: reason)
    }

    private mutating func value() throws(AgendaError) -> OParlValue {
        let blanks = bytes.prefix { Self.isBlank($0) }.count
        guard blanks < bytes.count else {
            throw AgendaError(
                .empty, file: file, line: 1, reason: "the file is empty; \(Self.remedy)")
        }
        guard bytes[blanks] != UInt8(ascii: "<") else {
            throw error(
                .webPage, at: blanks,
                "this is a web page and no JSON; \(Self.remedy), from the address of the OParl "
                    + "interface")
        }
        try mend()
        do {
            return OParlValue(
                json: try JSONSerialization.jsonObject(
                    with: Data(bytes), options: .fragmentsAllowed))
        } catch let failure {
            // Foundation says the place in words alone.
            let words = (failure as NSError).userInfo["NSDebugDescription"] as? String ?? ""
            let offset = words.firstMatch(of: /character (\d+)/).flatMap { Int($0.output.1) }
            throw error(.notJSON, at: offset ?? blanks, "this is no JSON; \(Self.remedy)")
        }
    }

    // MARK: Mending

    /// Goes once over the bytes: what may not stand in a string becomes a blank or U+FFFD.
    private mutating func mend() throws(AgendaError) {
        var open: [Int] = []
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""):
                index = try endOfString(from: index)
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                open.append(index)
                index += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                guard open.popLast() != nil else {
                    throw error(
                        .notJSON, at: index,
                        "there is a bracket that nothing opens; \(Self.remedy)")
                }
                index += 1
            case let byte where Self.isLetter(byte):
                index = try endOfWord(from: index, isInside: !open.isEmpty)
            case 0x80...:
                throw error(
                    .notJSON, at: index, "there is text outside of quotes; \(Self.remedy)")
            default:
                index += 1
            }
        }
        guard open.isEmpty else { throw cutOff }
    }

    private var cutOff: AgendaError {
        error(.cutOff, at: bytes.count, "the file is cut off in the middle; \(Self.remedy)")
    }

    /// The place behind the string that opens at `start`.
    private mutating func endOfString(from start: Int) throws(AgendaError) -> Int {
        var index = start + 1
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""): return index + 1
            case UInt8(ascii: "\\"):
                if let half = surrogate(at: index) {
                    if half < 0xDC00, let other = surrogate(at: index + 6), other >= 0xDC00 {
                        index += 12
                    } else {
                        bytes.replaceSubrange(index..<index + 6, with: Array("\\uFFFD".utf8))
                        index += 6
                    }
                } else {
                    index += 2
                }
            case 0..<0x20:
                bytes[index] = UInt8(ascii: " ")
                index += 1
            default: index += 1
            }
        }
        throw cutOff
    }

    /// The half of a pair that is written `\uD8..` to `\uDF..` here.
    private func surrogate(at index: Int) -> UInt16? {
        guard index + 6 <= bytes.count, bytes[index] == UInt8(ascii: "\\"),
            bytes[index + 1] == UInt8(ascii: "u"),
            let unit = UInt16(
                String(decoding: bytes[index + 2..<index + 6], as: UTF8.self), radix: 16)
        else { return nil }
        return (0xD800...0xDFFF).contains(unit) ? unit : nil
    }

    private static let words = ["true", "false", "null", "e", "E"].map { Array($0.utf8) }

    private func endOfWord(from start: Int, isInside: Bool) throws(AgendaError) -> Int {
        let word = bytes[start...].prefix(while: Self.isLetter)
        guard Self.words.contains(Array(word)) else {
            throw word.endIndex == bytes.count && isInside
                ? cutOff
                : error(.notJSON, at: start, "there is text outside of quotes; \(Self.remedy)")
        }
        return word.endIndex
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (65...90).contains(byte) || (97...122).contains(byte)
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        [0x20, 0x09, 0x0A, 0x0D].contains(byte)
    }
}

/// Where a text ends, in lines and characters from 1.
private struct Place {
    var line = 1
    var column: Int

    init(in before: ArraySlice<UInt8>) {
        var lineStart = before.startIndex
        for index in before.indices {
            let isPair =
                before[index] == 0x0A && index > before.startIndex && before[index - 1] == 0x0D
            guard before[index] == 0x0A || before[index] == 0x0D else { continue }
            lineStart = index + 1
            if !isPair { line += 1 }
        }
        column = String(decoding: before[lineStart...], as: UTF8.self).count + 1
    }
}

extension OParlValue {
    /// From what JSONSerialization gives.
    fileprivate init(json: Any) {
        switch json {
        case let text as String: self = .text(text)
        case let fields as [String: Any]:
            self = .object(fields.mapValues(OParlValue.init(json:)))
        case let values as [Any]: self = .list(values.map(OParlValue.init(json:)))
        // The last: to ask a dictionary whether it is a number copies it.
        case let number as NSNumber: self = .text(number.stringValue)
        default: self = .nothing
        }
    }
}
