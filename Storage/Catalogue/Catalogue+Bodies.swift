public import Agenda

extension Catalogue {
    /// Adds a body or brings it up to date; without an OParl id it keeps the one it has.
    public func upsert(_ body: Body) throws {
        guard Self.isName(body.id) else {
            throw StorageError(
                .invalid("a body's id is 1 to 40 of a-z, 0-9 and -"), while: "adding a body",
                object: body.id)
        }
        try write { database in
            try database.execute(
                """
                INSERT INTO body (id, name, visibility, archive, oparl) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET name = excluded.name,
                    visibility = excluded.visibility, archive = excluded.archive,
                    oparl = coalesce(excluded.oparl, oparl)
                """, body.id, body.name, body.visibility.rawValue, body.archive.rawValue,
                body.oparlID)
        }
    }

    public func body(_ id: String) throws -> Body? {
        try read { database in
            try database.row(
                "SELECT id, name, visibility, archive, oparl FROM body WHERE id = ?", id,
                read: { Body(row: $0) })
        }
    }

    public func bodies() throws -> [Body] {
        try read { database in
            try database.rows(
                "SELECT id, name, visibility, archive, oparl FROM body ORDER BY name, id",
                read: { Body(row: $0) })
        }
    }

    static func isName(_ text: String) -> Bool {
        (1...40).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                (48...57).contains($0) || (97...122).contains($0) || $0 == UInt8(ascii: "-")
            }
    }
}

extension Body {
    /// From `id, name, visibility, archive, oparl`, beginning at `column`.
    init(row: Row, from column: Int32 = 0) {
        self.init(
            id: row.text(column), name: row.text(column + 1),
            // A word this program does not know is the strictest.
            visibility: Visibility(rawValue: row.text(column + 2)) ?? .office,
            archive: ArchivePolicy(rawValue: row.text(column + 3)) ?? .never,
            oparlID: row.textOrNil(column + 4))
    }
}
