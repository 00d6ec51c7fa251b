/// A CSV file with those who may speak: `Name;Fraktion;Rolle`.
public enum PersonsFile {
    private enum Column: CaseIterable {
        case name, faction, role
    }

    /// All persons in the file's order; a file with anything wrong in it gives none.
    ///
    /// - Parameters:
    ///   - bytes: the file's content in UTF-8, UTF-16 or Windows-1252.
    ///   - file: its name, for messages.
    public static func persons(
        csv bytes: [UInt8], file: String
    ) throws(AgendaError) -> [ImportedPerson] {
        let table = try CSVTable<Column>(
            of: bytes, file: file,
            names: [
                .name: ["Name"], .faction: ["Fraktion", "faction"], .role: ["Rolle", "role"],
            ], required: .name)
        return table.rows.map { row in
            ImportedPerson(
                name: row[.name]?.text ?? "", faction: row[.faction]?.text, role: row[.role]?.text)
        }
    }
}
