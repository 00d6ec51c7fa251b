/// Reads a CSV file into rows of cells (RFC 4180; `;`, tab or `,`), refusing what is ambiguous.
struct CSVReader {
    struct Cell {
        var text: String
        var line: Int
        /// From 1.
        var column: Int
    }

    let file: String
    /// UTF-8.
    private let bytes: [UInt8]
    private var position = 0
    private var line = 1

    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    /// All rows but those whose cells are all blank, of a file in any encoding that is told apart.
    static func rows(of bytes: [UInt8], file: String) throws(AgendaError) -> [[Cell]] {
        let text: DecodedText
        do {
            text = try DecodedText(bytes, remedy: "save the whole file as \"CSV UTF-8\"")
        } catch {
            let place = CSVReader(file: file, bytes: error.before).placeAtEnd
            throw AgendaError(
                .encoding, file: file, line: place.line, column: place.column,
                reason: error.reason)
        }
        var reader = CSVReader(file: file, bytes: text.utf8)
        return try reader.rows()
    }

    /// The cells of the first row, as far as they can be read: none of a file that is no CSV text.
    static func header(of bytes: [UInt8]) -> [String] {
        let text: [UInt8]
        do {
            text = try DecodedText(bytes, remedy: "").utf8
        } catch {
            text = error.before
        }
        var reader = CSVReader(file: "", bytes: text)
        let separator = reader.separator
        reader.skipSeparatorLine()
        do {
            return try reader.row(separator: separator).map(\.text)
        } catch {
            return []
        }
    }

    private init(file: String, bytes: [UInt8]) {
        self.file = file
        self.bytes = bytes
    }

    private mutating func rows() throws(AgendaError) -> [[Cell]] {
        let separator = separator
        skipSeparatorLine()
        var rows: [[Cell]] = []
        while position < bytes.count {
            let row = try self.row(separator: separator)
            if row.contains(where: { !$0.text.isEmpty }) { rows.append(row) }
        }
        return rows
    }

    /// The one that the first line has outside of quotes: `;`, else a tab, else `,`.
    private var separator: UInt8 {
        if isSeparatorNamed { return bytes[4] }
        var isQuoted = false
        var hasTab = false
        scan: for byte in bytes {
            switch byte {
            case Self.quote: isQuoted.toggle()
            case UInt8(ascii: ";") where !isQuoted: return byte
            case UInt8(ascii: "\t") where !isQuoted: hasTab = true
            case Self.lineFeed where !isQuoted, Self.carriageReturn where !isQuoted: break scan
            default: break
            }
        }
        return UInt8(ascii: hasTab ? "\t" : ",")
    }

    private mutating func skipSeparatorLine() {
        guard isSeparatorNamed else { return }
        position = 5
        if position < bytes.count { takeLineBreak() }
    }

    /// Whether the first line is Excel's `sep=;`.
    private var isSeparatorNamed: Bool {
        guard bytes.count > 4, bytes.starts(with: Array("sep=".utf8)),
            Array(";,\t".utf8).contains(bytes[4])
        else { return false }
        return bytes.count == 5 || bytes[5] == Self.lineFeed || bytes[5] == Self.carriageReturn
    }

    /// The line and the cell in which the text ends, quoted or not.
    private var placeAtEnd: (line: Int, column: Int) {
        let separator = separator
        var place = (line: 1, column: 1)
        var isQuoted = false
        for (index, byte) in bytes.enumerated() {
            switch byte {
            case Self.quote: isQuoted.toggle()
            case separator where !isQuoted: place.column += 1
            case Self.lineFeed where index > 0 && bytes[index - 1] == Self.carriageReturn: break
            case Self.lineFeed, Self.carriageReturn:
                place.line += 1
                if !isQuoted { place.column = 1 }
            default: break
            }
        }
        return place
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
        let text = String(decoding: content, as: UTF8.self)
        let blanks = text.prefix(while: \.isWhitespace).count
        return String(text.dropFirst(blanks).reversed().drop(while: \.isWhitespace).reversed())
    }

    private static func lineBreaks(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.count { $0 == lineFeed }
    }
}
