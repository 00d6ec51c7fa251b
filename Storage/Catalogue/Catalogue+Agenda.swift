public import Agenda

extension Catalogue {
    /// A session's items in the order of its agenda.
    public func agenda(of session: SessionID) throws -> [AgendaItem] {
        try read { try Self.agenda(of: $0.number(of: session), in: $0) }
    }

    /// Puts another agenda in the place of a session's; all of it or nothing.
    ///
    /// `merge` is given what is there and returns what shall be, in order: items that keep their
    /// id are updated, those with an id of zero or less are new (a `parent` may name such an id).
    /// An item that is left out goes, but one that a marker names, or that the
    /// office has closed, stays at the end as withdrawn.
    ///
    /// `before` is asked before that is committed, with what will be said of a live session.
    public func replaceAgenda(
        of session: SessionID, before: @Sendable (SessionContents) throws -> Void = { _ in },
        merging merge: @Sendable ([AgendaItem]) throws -> [AgendaItem]
    ) throws -> [AgendaItem] {
        try write { database in
            let number = try database.number(of: session)
            let stored = try Self.agenda(of: number, in: database)
            let merged = try merge(stored)
            try Self.replace(stored, with: merged, of: number, in: database)
            let contents = try Self.contents(of: session, in: database)
            if contents.session.state == .live { try before(contents) }
            return try Self.agenda(of: number, in: database)
        }
    }

    /// The session that an item belongs to, or nil where nobody knows the item.
    public func session(ofItem item: Int64) throws -> SessionID? {
        try read { database in
            try database.row(
                "SELECT s.id FROM item i JOIN session s ON s.number = i.session WHERE i.id = ?",
                item, read: { SessionID(rawValue: $0.text(0)) }
            ).flatMap(\.self)
        }
    }

    static func replace(
        _ stored: [AgendaItem], with merged: [AgendaItem], of session: Int64,
        in database: Database
    ) throws {
        let action = "replacing an agenda"
        let known = Set(stored.map(\.id))
        // What the caller calls an item, and what the catalogue calls it.
        var ids: [Int64: Int64] = [:]
        var placed: [(AgendaItem, Int64)] = []
        for (position, item) in merged.enumerated() {
            if item.id > 0 {
                guard known.contains(item.id), ids[item.id] == nil else {
                    throw StorageError(.unknownItem(item.id), while: action)
                }
                ids[item.id] = item.id
                placed.append((item, item.id))
                try database.execute(
                    """
                    UPDATE item SET position = ?, number = ?, title = ?, publicity = ?,
                        result = ?, withdrawn = ?, oparl = ?, decision = ? WHERE id = ?
                    """, position, item.number, item.title, item.publicity.rawValue, item.result,
                    item.isWithdrawn, item.oparlID, item.decision?.rawValue, item.id)
            } else {
                try database.execute(
                    """
                    INSERT INTO item (session, position, number, title, publicity, result,
                        withdrawn, oparl) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """, session, position, item.number, item.title, item.publicity.rawValue,
                    item.result, item.isWithdrawn, item.oparlID)
                placed.append((item, database.lastInsertedID))
                // Zero stands for "new" and cannot be named as a parent.
                if item.id < 0 { ids[item.id] = database.lastInsertedID }
            }
        }
        // A parent may stand further down, so the tree is made when all have their ids.
        for (item, id) in placed {
            try put(item.papers, to: id, in: database)
            try link(id, under: item.parent, in: database, ids: ids)
        }
        let left = known.subtracting(merged.map(\.id))
        guard !left.isEmpty else { return }
        let rule = PublicityRule(agenda: stored)
        try remove(
            left, after: merged.count, keepingClosed: left.filter { !rule.isPublic($0) },
            in: database)
    }

    private static func link(
        _ id: Int64, under parent: Int64?, in database: Database, ids: [Int64: Int64]
    ) throws {
        let action = "replacing an agenda"
        guard let parent else {
            return try database.execute("UPDATE item SET parent = NULL WHERE id = ?", id)
        }
        guard let known = ids[parent] else {
            throw StorageError(.unknownItem(parent), while: action)
        }
        guard known != id else {
            throw StorageError(.invalid("an item cannot stand under itself"), while: action)
        }
        try database.execute("UPDATE item SET parent = ? WHERE id = ?", known, id)
    }

    private static func put(
        _ papers: [Paper], to item: Int64, in database: Database
    ) throws {
        try database.execute("DELETE FROM paper WHERE item = ?", item)
        for (position, paper) in papers.enumerated() {
            try database.execute(
                "INSERT INTO paper (item, position, reference, title, url) VALUES (?, ?, ?, ?, ?)",
                item, position, paper.reference, paper.title, paper.url)
        }
    }

    /// - Parameter closed: those that were closed, perhaps by what stood around them.
    private static func remove(
        _ left: Set<Int64>, after count: Int, keepingClosed closed: Set<Int64>,
        in database: Database
    ) throws {
        var position = count
        var gone: [Int64] = []
        for id in left.sorted() {
            // One that the office has closed may come back.
            let stays = try database.row(
                """
                SELECT 1 FROM item WHERE id = ?1 AND (decision IN ('non-public', 'kept')
                    OR EXISTS (SELECT 1 FROM marker_item WHERE item = ?1))
                """, id, read: { _ in true })
            if stays == true {
                // Its parent and the heading above may go; it then stands by itself.
                try database.execute(
                    "UPDATE item SET withdrawn = 1, position = ?, parent = NULL WHERE id = ?",
                    position, id)
                if closed.contains(id) {
                    try database.execute(
                        "UPDATE item SET decision = 'kept' WHERE id = ? AND decision IS NULL", id)
                }
                position += 1
            } else {
                gone.append(id)
            }
        }
        for id in gone {
            try database.execute("UPDATE item SET parent = NULL WHERE parent = ?", id)
            try database.execute("DELETE FROM item WHERE id = ?", id)
        }
    }

    static func agenda(of session: Int64, in database: Database) throws -> [AgendaItem] {
        var papers: [Int64: [Paper]] = [:]
        try database.query(
            """
            SELECT p.item, p.reference, p.title, p.url FROM item i JOIN paper p ON p.item = i.id
            WHERE i.session = ? ORDER BY p.item, p.position
            """, session
        ) { row in
            papers[row.int64(0), default: []].append(
                Paper(reference: row.text(1), title: row.text(2), url: row.textOrNil(3)))
            return true
        }
        return try database.rows(
            """
            SELECT id, number, title, publicity, result, parent, withdrawn, oparl, decision
            FROM item
            WHERE session = ? ORDER BY position, id
            """, session
        ) { row in
            AgendaItem(
                id: row.int64(0), number: row.text(1), title: row.text(2),
                // A word this program does not know is the strictest.
                publicity: Publicity(rawValue: row.text(3)) ?? .nonPublic,
                papers: papers[row.int64(0)] ?? [], result: row.textOrNil(4),
                parent: row.int64OrNil(5), isWithdrawn: row.bool(6), oparlID: row.textOrNil(7),
                // Of what a later program decided here only the strictest is known.
                decision: row.textOrNil(8).map { PublicityDecision(rawValue: $0) ?? .nonPublic })
        }
    }
}
