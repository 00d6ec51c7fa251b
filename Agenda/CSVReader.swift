/// Reads a CSV file into rows of cells (RFC 4180, `;` or `,`), refusing what is ambiguous.
struct CSVReader {
    struct Cell {
        var text: String
        var line: Int
        /// From 1.
        var column: Int
    }

    let file: String
    private let bytes: [UInt8]
    private var position = 0
    private var line = 1

    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    /// All rows but those whose cells are all blank.
    static func rows(of bytes: [UInt8], file: String) throws(AgendaError) -> [[Cell]] {
        var reader = CSVReader(file: file, bytes: bytes)
        return try reader.rows()
    }

    private init(file: String, bytes: [UInt8]) {
        self.file = file
        self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    }

    private mutating func rows() throws(AgendaError) -> [[Cell]] {
        let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        guard !isUTF16 else {
            throw AgendaError(
                .encoding, file: file, line: 1,
                reason: "the file is UTF-16; save it as \"CSV UTF-8\"")
        }
        let separator = separator
        var rows: [[Cell]] = []
        while position < bytes.count {
            let row = try self.row(separator: separator)
            if row.contains(where: { !$0.text.isEmpty }) { rows.append(row) }
        }
        return rows
    }

    /// `;` where the first line has one outside of quotes, else `,`.
    private var separator: UInt8 {
        var isQuoted = false
        for byte in bytes {
            switch byte {
            case Self.quote: isQuoted.toggle()
            case UInt8(ascii: ";") where !isQuoted: return byte
            case Self.lineFeed where !isQuoted, Self.carriageReturn where !isQuoted:
                return UInt8(ascii: ",")
            default: break
            }
        }
        return UInt8(ascii: ",")
    }

    private mutating func row(separator: UInt8) throws(AgendaError) -> [Cell] {
        var cells: [Cell] = []
        while true {
            cells.append(try cell(number: cells.count + 1, separator: separator))
            guard position < bytes.count, bytes[position] == separator else { break }
            position += 1
        }
        if position < bytes.count { takeLineBreak() }
        return cells
    }

    private mutating func cell(number: Int, separator: UInt8) throws(AgendaError) -> Cell {
        let start = line
        var content: [UInt8] = []
        if position < bytes.count, bytes[position] == Self.quote {
            content = try quotedContent(number: number)
            if position < bytes.count, bytes[position] != separator, !isAtLineBreak {
                throw AgendaError(
                    .textBehindQuote, file: file, line: line, column: number,
                    reason: "there is text behind the closing quote; write a quote inside a "
                        + "quoted cell as two")
            }
        } else {
            while position < bytes.count, bytes[position] != separator, !isAtLineBreak {
                content.append(bytes[position])
                position += 1
            }
        }
        return Cell(
            text: try text(content, line: start, column: number), line: start, column: number)
    }

    private mutating func quotedContent(number: Int) throws(AgendaError) -> [UInt8] {
        let start = line
        var content: [UInt8] = []
        position += 1
        while position < bytes.count {
            if bytes[position] == Self.quote {
                position += 1
                guard position < bytes.count, bytes[position] == Self.quote else {
                    return content
                }
                content.append(Self.quote)
                position += 1
            } else if isAtLineBreak {
                content.append(Self.lineFeed)
                takeLineBreak()
            } else {
                content.append(bytes[position])
                position += 1
            }
        }
        throw AgendaError(
            .unclosedQuote, file: file, line: start, column: number,
            reason: "the quote that opens this cell is never closed; close it")
    }

    private var isAtLineBreak: Bool {
        bytes[position] == Self.lineFeed || bytes[position] == Self.carriageReturn
    }

    private mutating func takeLineBreak() {
        let isPair =
            bytes[position] == Self.carriageReturn && position + 1 < bytes.count
            && bytes[position + 1] == Self.lineFeed
        position += isPair ? 2 : 1
        line += 1
    }

    /// The cell without blanks around it.
    private func text(
        _ content: [UInt8], line start: Int, column: Int
    ) throws(AgendaError) -> String {
        if let nul = content.firstIndex(of: 0) {
            throw AgendaError(
                .nul, file: file, line: start + Self.lineBreaks(content[..<nul]), column: column,
                reason: "there is a NUL byte, so this is no CSV text; save the file as "
                    + "\"CSV UTF-8\"")
        }
        guard let text = String(validating: content, as: UTF8.self) else {
            throw AgendaError(
                .encoding, file: file,
                line: start + Self.lineBreaks(content[..<Self.firstInvalid(content)]),
                column: column,
                reason: "there are characters that are not UTF-8; save the whole file as "
                    + "\"CSV UTF-8\"")
        }
        let blanks = text.prefix(while: \.isWhitespace).count
        return String(text.dropFirst(blanks).reversed().drop(while: \.isWhitespace).reversed())
    }

    private static func lineBreaks(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.count { $0 == lineFeed }
    }

    private static func firstInvalid(_ content: [UInt8]) -> Int {
        var decoder = UTF8()
        var iterator = content.makeIterator()
        var valid = 0
        while case .scalarValue(let scalar) = decoder.decode(&iterator) {
            valid += UTF8.width(scalar)
        }
        return min(valid, content.count)
    }
}
