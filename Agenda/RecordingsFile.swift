/// What a list says of a recording.
public struct ListedRecording: Hashable, Sendable {
    /// In the list's file.
    public var line: Int
    /// The recording's path, as seen from the list's folder.
    public var file: String
    /// `2009-05-04`
    public var day: String?
    /// `17:00`
    public var begin: String?
    /// The body's name or id.
    public var body: String?
    public var title: String?
}

/// A CSV file that lies beside old recordings: `Datei;Datum;Beginn;Gremium;Titel`.
public enum RecordingsFile {
    private enum Column: CaseIterable {
        case file, day, begin, body, title
    }

    /// All recordings in the file's order; a file with anything wrong in it gives none.
    ///
    /// - Parameters:
    ///   - bytes: the file's content in UTF-8, UTF-16 or Windows-1252.
    ///   - file: its name, for messages.
    public static func recordings(
        csv bytes: [UInt8], file: String
    ) throws(AgendaError) -> [ListedRecording] {
        let table = try CSVTable<Column>(
            of: bytes, file: file,
            names: [
                .file: ["Datei", "file"], .day: ["Datum", "date"], .begin: ["Beginn", "begin"],
                .body: ["Gremium", "body"], .title: ["Titel", "title"],
            ], required: .file)
        var lines: [String: Int] = [:]
        var recordings: [ListedRecording] = []
        for row in table.rows {
            func error(_ column: Column, _ reason: String) -> AgendaError {
                AgendaError(
                    .wrongValue, file: file, line: row.line, column: table.columns[column],
                    reason: reason)
            }
            let name = row[.file]?.text ?? ""
            if let before = lines[name] {
                throw error(.file, "\"\(name)\" is in line \(before) already; remove one of them")
            }
            lines[name] = row.line
            let day = row[.day]?.text
            if let day, Self.day(day) == nil {
                throw error(.day, "\"\(day)\" is no day; write it like 2009-05-04 or 04.05.2009")
            }
            let begin = row[.begin]?.text
            if let begin, !Self.isClock(begin) {
                throw error(.begin, "\"\(begin)\" is no time; write it like 17:00")
            }
            if begin != nil, day == nil {
                throw error(.begin, "a time needs its day; fill the column \"Datum\" too")
            }
            recordings.append(
                ListedRecording(
                    line: row.line, file: name, day: day.flatMap(Self.day), begin: begin,
                    body: row[.body]?.text, title: row[.title]?.text))
        }
        return recordings
    }

    /// What the column is called that such a list must have.
    private static let fileNames = ["datei", "file"]

    /// Whether a CSV file's first line is meant as such a list's.
    public static func isMeant(by bytes: [UInt8]) -> Bool {
        CSVReader.header(of: bytes).contains { fileNames.contains($0.lowercased()) }
    }

    /// `2009-05-04` of that or of `4.5.2009`; nil for anything else.
    private static func day(_ text: String) -> String? {
        let isGerman = text.contains(".")
        let parts = text.split(separator: isGerman ? "." : "-", omittingEmptySubsequences: false)
            .map { Int($0) }
        guard parts.count == 3, let first = parts[0], let month = parts[1], let last = parts[2]
        else { return nil }
        let (year, day) = isGerman ? (last, first) : (first, last)
        guard (1_900...2_200).contains(year), (1...12).contains(month),
            (1...length(ofMonth: month, in: year)).contains(day)
        else { return nil }
        func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return "\(year)-\(padded(month))-\(padded(day))"
    }

    private static func length(ofMonth month: Int, in year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func isClock(_ text: String) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let hour = parts[0], let minute = parts[1] else { return false }
        return (0..<24).contains(hour) && (0..<60).contains(minute)
    }
}
