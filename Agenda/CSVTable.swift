/// A CSV file whose first row names its columns.
struct CSVTable<Column: Hashable & CaseIterable & Sendable> {
    /// A row's cells by their column.
    struct Row {
        var line: Int
        fileprivate var cells: [Column: CSVReader.Cell]

        /// What stands there, or nil where it is blank or there is no such column.
        subscript(column: Column) -> CSVReader.Cell? {
            guard let cell = cells[column], !cell.text.isEmpty else { return nil }
            return cell
        }
    }

    let file: String
    let rows: [Row]
    /// Where each column stands, from 1.
    let columns: [Column: Int]

    /// - Parameters:
    ///   - names: what each column may be called, the first one for messages.
    ///   - required: the column that each row must fill.
    init(
        of bytes: [UInt8], file: String, names: [Column: [String]], required: Column
    ) throws(AgendaError) {
        let lines = try CSVReader.rows(of: bytes, file: file)
        guard let header = lines.first else {
            throw AgendaError(
                .empty, file: file, line: 1,
                reason: "the file is empty; its first line must name the columns")
        }
        let columns = try Self.columns(header, file: file, names: names, required: required)
        var rows: [Row] = []
        for cells in lines.dropFirst() {
            let line = cells.first?.line ?? 0
            guard cells.count <= columns.count else {
                let extra = cells[columns.count]
                throw AgendaError(
                    .tooManyCells, file: file, line: extra.line, column: extra.column,
                    reason: "there are more cells than the \(columns.count) columns of the first "
                        + "line; put a cell that holds the separator in quotes")
            }
            var row = Row(line: line, cells: [:])
            for (column, cell) in zip(columns, cells) { row.cells[column] = cell }
            rows.append(row)
        }
        guard !rows.isEmpty else {
            throw AgendaError(
                .empty, file: file, line: 1, reason: "there are no rows below the first line")
        }
        self.file = file
        self.rows = rows
        self.columns = Dictionary(
            columns.enumerated().map { ($1, $0 + 1) }, uniquingKeysWith: { first, _ in first })
        for row in rows where row[required] == nil {
            throw AgendaError(
                .missingValue, file: file, line: row.line, column: self.columns[required],
                reason: "the row has no \(names[required]?.first ?? "value"); fill that cell")
        }
    }

    private static func columns(
        _ header: [CSVReader.Cell], file: String, names: [Column: [String]], required: Column
    ) throws(AgendaError) -> [Column] {
        var columns: [Column] = []
        for cell in header {
            func error(_ code: AgendaError.Code, _ reason: String) -> AgendaError {
                AgendaError(code, file: file, line: cell.line, column: cell.column, reason: reason)
            }
            guard !cell.text.isEmpty else {
                throw error(.unnamedColumn, "this column has no name; name or remove it")
            }
            let name = cell.text.lowercased()
            guard
                let column = names.first(where: { $0.value.contains { $0.lowercased() == name } })?
                    .key
            else {
                let known = Column.allCases.flatMap { names[$0] ?? [] }
                let nearest = Spelling.nearest(to: cell.text, in: known)
                throw error(
                    .unknownColumn,
                    nearest.map { "there is no column \"\(cell.text)\"; did you mean \"\($0)\"?" }
                        ?? "there is no column \"\(cell.text)\"; columns are "
                        + Column.allCases.compactMap { names[$0]?.first }.joined(separator: ", "))
            }
            guard !columns.contains(column) else {
                throw error(
                    .doubledColumn, "the column \"\(cell.text)\" is there twice; remove one")
            }
            columns.append(column)
        }
        guard columns.contains(required) else {
            let name = names[required]?.first ?? ""
            throw AgendaError(
                .missingColumn, file: file, line: header.first?.line ?? 1,
                reason: "the column \"\(name)\" is missing; add it to the first line")
        }
        return columns
    }
}
