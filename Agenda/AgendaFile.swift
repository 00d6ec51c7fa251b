import Foundation

/// A CSV file with an agenda: `TOP;Titel;Öffentlich;Vorlage;Ergebnis;Unter`.
public enum AgendaFile {
    private enum Column: CaseIterable {
        case number, title, isPublic, paper, result, parent
    }

    private static let names: [Column: [String]] = [
        .number: ["TOP", "number"], .title: ["Titel", "title"],
        .isPublic: ["Öffentlich", "Oeffentlich", "public"], .paper: ["Vorlage", "paper"],
        .result: ["Ergebnis", "result"], .parent: ["Unter", "parent"],
    ]

    /// All items in the file's order; a file with anything wrong in it gives none.
    ///
    /// - Parameters:
    ///   - bytes: the file's content in UTF-8, UTF-16 or Windows-1252.
    ///   - file: its name, for messages.
    public static func items(
        csv bytes: [UInt8], file: String
    ) throws(AgendaError) -> [ImportedItem] {
        let table = try CSVTable<Column>(of: bytes, file: file, names: names, required: .title)
        var items: [ImportedItem] = []
        var tree = NumberTree()
        for row in table.rows {
            let number = row[.number]?.text ?? ""
            let result = row[.result]?.text
            var item = ImportedItem(
                number: number, title: row[.title]?.text ?? "",
                publicity: try publicity(row[.isPublic], file: file),
                papers: row[.paper].map { papers($0.text) } ?? [], result: result,
                isWithdrawn: result.map(ImportedItem.saysWithdrawn) ?? false)
            let byNumber = tree.parent(of: number)
            item.parent =
                try row[.parent].map { cell throws(AgendaError) in
                    try parent(named: cell, among: items, file: file)
                } ?? byNumber
            items.append(item)
        }
        return items
    }

    private static func publicity(
        _ cell: CSVReader.Cell?, file: String
    ) throws(AgendaError) -> Publicity {
        guard let cell else { return .unsaid }
        switch cell.text.lowercased() {
        case "ja", "yes", "true": return .public
        case "nein", "no", "false": return .nonPublic
        default:
            throw AgendaError(
                .wrongValue, file: file, line: cell.line, column: cell.column,
                reason: "\"\(cell.text)\" does not say whether the item is public; "
                    + "write ja, nein or nothing")
        }
    }

    /// References one a line or behind commas and semicolons; one may be followed by its address.
    private static func papers(_ text: String) -> [Paper] {
        let parts = text.split { $0 == "," || $0 == ";" || $0.isNewline }
        return parts.compactMap { part in
            let words = part.split(whereSeparator: \.isWhitespace).map(String.init)
            let isAddress = { (word: String) in
                word.lowercased().hasPrefix("https://") || word.lowercased().hasPrefix("http://")
            }
            let reference = words.filter { !isAddress($0) }.joined(separator: " ")
            let url = words.first(where: isAddress)
            guard !reference.isEmpty || url != nil else { return nil }
            let last = url?.split(separator: "/").last.map(String.init) ?? ""
            return Paper(reference: reference.isEmpty ? last : reference, url: url)
        }
    }

    private static func parent(
        named cell: CSVReader.Cell, among items: [ImportedItem], file: String
    ) throws(AgendaError) -> Int {
        let wanted = PrintedNumber(cell.text)
        let found = items.lastIndex { !wanted.isEmpty && PrintedNumber($0.number) == wanted }
        guard let found else {
            throw AgendaError(
                .unknownParent, file: file, line: cell.line, column: cell.column,
                reason: "no row above has the number \"\(cell.text)\"; name the printed number "
                    + "of a row above")
        }
        return found
    }
}
