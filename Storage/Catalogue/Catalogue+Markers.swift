public import Agenda
public import Foundation

extension Catalogue {
    static let markerColumns = """
        id, kind, wall, media, person, name, role, behalf, text, public, "key", counter, stamp,
        epoch
        """

    /// Adds a marker; one whose `key` is known already is given back as it stands.
    ///
    /// Its items must be of the session, its person known. Gate markers are set by the gate alone
    /// (`gateMarkersAreFixed`).
    public func add(
        _ marker: Marker, to session: SessionID, by who: String, at now: Date = Date()
    ) throws -> (Marker, isNew: Bool) {
        try write { database in
            guard !marker.kind.isOfGate else {
                throw StorageError(.gateMarkersAreFixed, while: "adding a marker")
            }
            let number = try database.number(of: session)
            if let key = marker.key {
                let known = try Self.markers(
                    in: database, where: #"session = ? AND "key" = ?"#, number, key)
                if let known = known.first { return (known, isNew: false) }
            }
            try Self.check(marker, of: number, in: database)
            return (
                try Self.insert(marker, of: number, by: who, at: now, in: database), isNew: true
            )
        }
    }

    /// Puts other values in the place of a marker's; its id, kind of gate and key stay.
    public func change(
        _ marker: Marker, of session: SessionID, by who: String, at now: Date = Date()
    ) throws -> Marker {
        try write { database in
            let action = "changing a marker"
            let number = try database.number(of: session)
            let before = try Self.marker(marker.id, of: number, while: action, in: database)
            guard !before.kind.isOfGate, !marker.kind.isOfGate else {
                throw StorageError(
                    .gateMarkersAreFixed, while: action, object: String(marker.id))
            }
            try Self.check(marker, of: number, in: database)
            try database.execute(
                """
                UPDATE marker SET kind = ?, wall = ?, media = ?, person = ?, name = ?, role = ?,
                    behalf = ?, text = ?, public = ?, counter = ?, stamp = ?, epoch = ?
                WHERE id = ?
                """, marker.kind.rawValue, marker.at.wall, marker.at.media, marker.person,
                marker.name, marker.role?.rawValue, marker.onBehalfOf, marker.text,
                marker.isPublic, marker.stamp?.counter, marker.stamp?.wall, marker.stamp?.epoch,
                marker.id)
            try database.execute("DELETE FROM marker_item WHERE marker = ?", marker.id)
            try Self.put(marker.items, to: marker.id, in: database)
            let after = try Self.marker(marker.id, of: number, while: action, in: database)
            try Self.log(
                .changed, of: number, before: before, after: after, by: who, at: now,
                in: database)
            return after
        }
    }

    /// Takes a marker away; the audit log keeps it.
    public func remove(
        marker id: Int64, of session: SessionID, by who: String, at now: Date = Date()
    ) throws {
        try write { database in
            let action = "removing a marker"
            let number = try database.number(of: session)
            let before = try Self.marker(id, of: number, while: action, in: database)
            guard !before.kind.isOfGate else {
                throw StorageError(.gateMarkersAreFixed, while: action, object: String(id))
            }
            try database.execute("UPDATE marker SET deleted = 1 WHERE id = ?", id)
            try Self.log(
                .removed, of: number, before: before, after: nil, by: who, at: now, in: database)
        }
    }

    /// A session's markers in the order in which they were set.
    public func markers(of session: SessionID) throws -> [Marker] {
        try read { database in
            try Self.markers(
                in: database, where: "session = ? AND deleted = 0",
                database.number(of: session))
        }
    }

    /// Nil where the session has no such marker, or has it no more.
    public func marker(_ id: Int64, of session: SessionID) throws -> Marker? {
        try read { database in
            try Self.markers(
                in: database, where: "id = ? AND session = ? AND deleted = 0", id,
                database.number(of: session)
            ).first
        }
    }

    /// What happened to a marker, oldest first, after its removal too.
    public func history(ofMarker id: Int64, of session: SessionID) throws -> [MarkerChange] {
        try read { database in
            let number = try database.number(of: session)
            let changes = try database.rows(
                """
                SELECT id, at, who, action, marker, before, after FROM audit
                WHERE marker = ? AND session = ? AND action IN ('added', 'changed', 'removed')
                ORDER BY id
                """, id, number
            ) { row in
                MarkerChange(
                    id: row.int64(0), at: row.date(1), by: row.text(2),
                    action: MarkerChange.Action(rawValue: row.text(3)) ?? .changed,
                    marker: row.int64(4), before: try Self.decode(row.textOrNil(5)),
                    after: try Self.decode(row.textOrNil(6)))
            }
            guard !changes.isEmpty else {
                throw StorageError(
                    .notFound, while: "reading a marker's history", object: String(id))
            }
            return changes
        }
    }

    /// Inserts without asking; the audit log is written with it.
    static func insert(
        _ marker: Marker, of session: Int64, by who: String, at now: Date, in database: Database
    ) throws -> Marker {
        try database.execute(
            """
            INSERT INTO marker (session, kind, wall, media, person, name, role, behalf, text,
                public, "key", counter, stamp, epoch)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, session, marker.kind.rawValue, marker.at.wall, marker.at.media, marker.person,
            marker.name, marker.role?.rawValue, marker.onBehalfOf, marker.text, marker.isPublic,
            marker.key, marker.stamp?.counter, marker.stamp?.wall, marker.stamp?.epoch)
        let id = database.lastInsertedID
        try put(marker.items, to: id, in: database)
        if let stamp = marker.stamp { try count(stamp, of: session, in: database) }
        let stored = try self.marker(id, of: session, while: "adding a marker", in: database)
        try log(.added, of: session, before: nil, after: stored, by: who, at: now, in: database)
        return stored
    }

    static func markers(
        in database: Database, where condition: String, _ arguments: (any Bindable)?...
    ) throws -> [Marker] {
        var markers = try database.rows(
            "SELECT \(markerColumns) FROM marker WHERE \(condition) ORDER BY id",
            arguments: arguments, read: { try Marker(row: $0) })
        for index in markers.indices {
            markers[index].items = try database.rows(
                "SELECT item FROM marker_item WHERE marker = ? ORDER BY position",
                markers[index].id, read: { $0.int64(0) })
        }
        return markers
    }

    private static func marker(
        _ id: Int64, of session: Int64, while action: String, in database: Database
    ) throws -> Marker {
        let found = try markers(
            in: database, where: "id = ? AND session = ? AND deleted = 0", id, session)
        guard let marker = found.first else {
            throw StorageError(.notFound, while: action, object: String(id))
        }
        return marker
    }

    private static func check(
        _ marker: Marker, of session: Int64, in database: Database
    ) throws {
        let action = "checking a marker"
        if let time = marker.at.media, time < .zero {
            throw StorageError(.invalid("mediaTime is not below 0"), while: action)
        }
        for item in marker.items {
            let owner = try database.row(
                "SELECT session FROM item WHERE id = ?", item, read: { $0.int64(0) })
            guard owner == session else { throw StorageError(.unknownItem(item), while: action) }
        }
        guard Set(marker.items).count == marker.items.count else {
            throw StorageError(.invalid("an item is named twice"), while: action)
        }
        if let person = marker.person {
            let known = try database.row(
                "SELECT 1 FROM person WHERE id = ?", person, read: { _ in true })
            guard known == true else {
                throw StorageError(.unknownPerson(person), while: action)
            }
        }
        let lack: String? =
            switch marker.kind {
            case .speechStart where marker.person == nil && (marker.name ?? "").isEmpty:
                "a speech needs a person or a name"
            case .note where (marker.text ?? "").isEmpty: "a note needs a text"
            case .speechStart, .speechEnd, .breakStart, .note:
                marker.items.isEmpty ? nil : "only item, vote and breakEnd markers name items"
            case .item, .vote, .breakEnd, .gateClose, .gateOpen: nil
            }
        if let lack { throw StorageError(.invalid(lack), while: action) }
    }

    private static func put(
        _ items: [Int64], to marker: Int64, in database: Database
    ) throws {
        for (position, item) in items.enumerated() {
            try database.execute(
                "INSERT INTO marker_item (marker, position, item) VALUES (?, ?, ?)", marker,
                position, item)
        }
    }

    private static func log(
        _ action: MarkerChange.Action, of session: Int64, before: Marker?, after: Marker?,
        by who: String, at now: Date, in database: Database
    ) throws {
        try database.execute(
            """
            INSERT INTO audit (at, who, action, session, marker, before, after)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """, now, who, action.rawValue, session, (after ?? before)?.id ?? 0,
            try encode(before), try encode(after))
    }

    private static func encode(_ marker: Marker?) throws -> String? {
        guard let marker else { return nil }
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        encoder.dateEncodingStrategy = .millisecondsSince1970
        return String(decoding: try encoder.encode(marker), as: UTF8.self)
    }

    private static func decode(_ text: String?) throws -> Marker? {
        guard let text else { return nil }
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .millisecondsSince1970
        return try decoder.decode(Marker.self, from: Data(text.utf8))
    }
}

extension MarkerKind {
    /// Set by the gate alone.
    var isOfGate: Bool { self == .gateClose || self == .gateOpen }
}

extension Moment {
    var wall: Date? {
        if case .wall(let date) = self { date } else { nil }
    }

    var media: MediaTime? {
        if case .media(let time) = self { time } else { nil }
    }
}

extension Marker {
    /// From `Catalogue.markerColumns`, without its items.
    init(row: Row) throws {
        guard let kind = MarkerKind(rawValue: row.text(1)) else {
            throw StorageError(.damaged, while: "reading a marker", object: row.text(1))
        }
        self.init(
            id: row.int64(0), kind: kind,
            at: row.dateOrNil(2).map(Moment.wall) ?? .media(MediaTime(ticks: row.int64(3))),
            person: row.int64OrNil(4), name: row.textOrNil(5),
            role: row.textOrNil(6).flatMap(SpeakerRole.init), onBehalfOf: row.textOrNil(7),
            text: row.textOrNil(8), isPublic: row.bool(9), key: row.textOrNil(10),
            stamp: row.int64OrNil(11).map { counter in
                RoomStamp(
                    counter: counter, wall: row.dateOrNil(12) ?? .distantPast,
                    epoch: row.int64OrNil(13).map(Int.init))
            })
    }
}
