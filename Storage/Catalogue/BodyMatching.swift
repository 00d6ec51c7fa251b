import Agenda

/// Finds the body that a source means, or makes it.
struct BodyMatching {
    let database: Database
    /// Ids of bodies whose names are not the source's to change.
    let named: Set<String>
    private(set) var created: [String] = []
    private var known: [ImportedBody: String] = [:]

    init(database: Database, named: Set<String>) {
        self.database = database
        self.named = named
    }

    /// By its OParl id, else a body without one that has its name or the id made from it.
    mutating func id(for body: ImportedBody) throws -> String {
        if let id = known[body] { return id }
        let id = try find(body) ?? create(body)
        try update(id, from: body)
        known[body] = id
        return id
    }

    /// Takes over the name of a body, and the OParl id where it has none.
    func update(_ id: String, from body: ImportedBody) throws {
        try database.execute(
            "UPDATE body SET oparl = coalesce(oparl, ?) WHERE id = ?", body.oparlID, id)
        guard !body.isGuess, !named.contains(id) else { return }
        try database.execute(
            "UPDATE body SET name = ? WHERE id = ? AND oparl IS ?", body.name, id, body.oparlID)
    }

    private func find(_ body: ImportedBody) throws -> String? {
        if let oparlID = body.oparlID {
            let id = try database.row(
                "SELECT id FROM body WHERE oparl = ? ORDER BY id LIMIT 1", oparlID,
                read: { $0.text(0) })
            if let id { return id }
        }
        return try database.row(
            """
            SELECT id FROM body WHERE (id = ?1 OR name = ?2) AND (oparl IS NULL OR ?3 IS NULL)
            ORDER BY name = ?2 DESC, id LIMIT 1
            """, Slug.make(from: body.name), body.name, body.oparlID, read: { $0.text(0) })
    }

    private mutating func create(_ body: ImportedBody) throws -> String {
        let name = Slug.make(from: body.name) ?? "gremium"
        var id = name
        var count = 1
        while try database.row("SELECT 1 FROM body WHERE id = ?", id, read: { _ in true }) != nil {
            count += 1
            let suffix = "-\(count)"
            id = name.prefix(Slug.longest - suffix.utf8.count) + suffix
        }
        let new = Body(id: id, name: body.name)
        try database.execute(
            "INSERT INTO body (id, name, visibility, archive, oparl) VALUES (?, ?, ?, ?, ?)",
            id, new.name, new.visibility.rawValue, new.archive.rawValue, body.oparlID)
        created.append(id)
        return id
    }
}
