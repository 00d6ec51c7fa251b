public import Agenda

extension Catalogue {
    /// Those who may speak on a day (`YYYY-MM-DD`), by name: without a membership, or with one
    /// that holds then. Nil is everybody the catalogue knows.
    public func persons(on day: String? = nil) throws -> [Person] {
        let persons = try read { try Self.persons(in: $0) }
        guard let day else { return persons }
        return persons.filter { $0.memberships.isEmpty || !$0.factions(on: day).isEmpty }
    }

    public func person(_ id: Int64) throws -> Person? {
        try read { try Self.persons(in: $0, where: "id = ?", id).first }
    }

    /// Adds persons or brings them up to date; one that is known by its OParl id, else by its
    /// name, keeps its id. Those not named stay. Returns them with their ids, in the same order.
    ///
    /// - Parameter keepsUnsaid: whether the role and the memberships that are there stay where the
    ///   source has none.
    public func importPersons(
        _ persons: [Person], keepsUnsaid: Bool = false
    ) throws -> [Person] {
        try write { database in
            try persons.map { person in
                var person = person
                person.id = try Self.put(person, keepsUnsaid: keepsUnsaid, in: database)
                return person
            }
        }
    }

    /// The sessions in which a marker names one of these persons, by day.
    public func sessions(naming persons: [Int64]) throws -> [SessionID] {
        let wanted = Set(persons)
        let rows = try read { database in
            try database.rows(
                """
                SELECT DISTINCT s.number, s.id, m.person
                FROM marker m JOIN session s ON s.number = m.session
                WHERE m.person IS NOT NULL AND m.deleted = 0 ORDER BY s.number
                """
            ) { (id: SessionID(rawValue: $0.text(1)), person: $0.int64(2)) }
        }
        var sessions: [SessionID] = []
        for row in rows where wanted.contains(row.person) {
            if let id = row.id, sessions.last != id { sessions.append(id) }
        }
        return sessions
    }

    /// - Parameter keepsUnsaid: whether the role and the memberships that are there stay where
    ///   `person` has none.
    static func put(
        _ person: Person, keepsUnsaid: Bool = false, in database: Database
    ) throws -> Int64 {
        var known: Int64?
        if let oparl = person.oparlID {
            known = try database.row(
                "SELECT id FROM person WHERE oparl = ? LIMIT 1", oparl, read: { $0.int64(0) })
        }
        if known == nil {
            // One whose OParl id differs is somebody else of the same name.
            known = try database.row(
                """
                SELECT id FROM person
                WHERE name = ?1 AND (?2 IS NULL OR oparl IS NULL OR oparl = ?2) LIMIT 1
                """, person.name, person.oparlID, read: { $0.int64(0) })
        }
        let id: Int64
        if let known {
            id = known
            try database.execute(
                """
                UPDATE person SET name = ?1, role = coalesce(?2, iif(?3, role, NULL)),
                    oparl = coalesce(?4, oparl) WHERE id = ?5
                """, person.name, person.role, keepsUnsaid, person.oparlID, id)
            guard !keepsUnsaid || !person.memberships.isEmpty else { return id }
            try database.execute("DELETE FROM membership WHERE person = ?", id)
        } else {
            try database.execute(
                "INSERT INTO person (name, role, oparl) VALUES (?, ?, ?)", person.name,
                person.role, person.oparlID)
            id = database.lastInsertedID
        }
        for (position, membership) in person.memberships.enumerated() {
            try database.execute(
                """
                INSERT INTO membership (person, position, faction, role, "from", "to")
                VALUES (?, ?, ?, ?, ?, ?)
                """, id, position, membership.faction, membership.role, membership.from,
                membership.to)
        }
        return id
    }

    static func persons(
        in database: Database, where condition: String = "1 = 1",
        _ arguments: (any Bindable)?...
    ) throws -> [Person] {
        var persons = try database.rows(
            "SELECT id, name, role, oparl FROM person WHERE \(condition) ORDER BY name, id",
            arguments: arguments
        ) { row in
            Person(
                id: row.int64(0), name: row.text(1), role: row.textOrNil(2),
                oparlID: row.textOrNil(3))
        }
        for index in persons.indices {
            persons[index].memberships = try database.rows(
                """
                SELECT faction, role, "from", "to" FROM membership WHERE person = ?
                ORDER BY position
                """, persons[index].id
            ) { row in
                Membership(
                    faction: row.text(0), role: row.textOrNil(1), from: row.textOrNil(2),
                    to: row.textOrNil(3))
            }
        }
        return persons
    }
}
