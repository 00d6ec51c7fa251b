/// Why a file with an agenda or with persons was refused; nothing of it was taken over.
public struct AgendaError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Code: Sendable, Hashable {
        case empty
        case encoding
        case nul
        case unclosedQuote
        case textBehindQuote
        case unnamedColumn
        case unknownColumn
        case doubledColumn
        case missingColumn
        case tooManyCells
        case missingValue
        case wrongValue
        case unknownParent
        case notJSON
        case cutOff
        case webPage
        case tooMany
        /// The disk does not take what an import must keep for a while.
        case spool
    }

    public var code: Code
    public var file: String
    /// Counted from 1 in the file, also behind cells with line breaks; 0 where the whole is meant.
    public var line: Int
    /// The cell's number in its row, from 1, and in JSON the character's in its line; nil where the
    /// whole row or file is meant.
    public var column: Int?
    /// What is wrong, and what to do.
    public var reason: String

    public init(_ code: Code, file: String, line: Int, column: Int? = nil, reason: String) {
        self.code = code
        self.file = file
        self.line = line
        self.column = column
        self.reason = reason
    }

    public var description: String {
        let place = line > 0 ? ", line \(line)\(column.map { ", column \($0)" } ?? "")" : ""
        return "\(file)\(place): \(reason)."
    }
}
