public import Agenda
public import Foundation

extension Catalogue {
    private static let columns = """
        s.id, s.title, s.room, s."begin", s."end", s.state, s.visibility, s."key", s.oparl,
        b.id, b.name, b.visibility, b.archive, b.oparl
        """
    private static let tables = "session s JOIN body b ON b.id = s.body"

    /// Plans a session. Its id is its day and its body, with `-2` for the second one that day.
    ///
    /// `visibility` nil is the body's own. Throws `notFound` where nobody knows the body.
    public func createSession(
        title: String, body: String, day: String, room: String? = nil, begin: Date? = nil,
        end: Date? = nil, state: SessionState = .planned, visibility: Visibility? = nil,
        oparlID: String? = nil
    ) throws -> Session {
        let new = NewSession(
            title: title, body: body, day: day, room: room, begin: begin, visibility: visibility,
            oparlID: oparlID)
        return try write { try Self.create(new, state: state, end: end, in: $0) }
    }

    static func create(
        _ new: NewSession, state: SessionState, end: Date?, in database: Database
    ) throws -> Session {
        let action = "creating a session"
        guard let date = SessionDay(new.day) else {
            throw StorageError(.invalid("a day is YYYY-MM-DD"), while: action, object: new.day)
        }
        let known = try database.row(
            "SELECT visibility FROM body WHERE id = ?", new.body, read: { $0.text(0) })
        guard let known else { throw StorageError(.notFound, while: action, object: new.body) }
        let visibility = new.visibility ?? Visibility(rawValue: known) ?? .office
        let id = try freeID(day: new.day, body: new.body, in: database)
        let days = date.sessions
        let last = try database.row(
            "SELECT max(number) FROM session WHERE number >= ? AND number < ?",
            days.lowerBound, days.upperBound, read: { $0.int64OrNil(0) })
        let number = last.flatMap(\.self).map { $0 + 1 } ?? days.lowerBound
        guard days.contains(number) else {
            throw StorageError(
                .invalid("a day has room for 4096 sessions"), while: action, object: new.day)
        }
        try database.execute(
            """
            INSERT INTO session (number, id, title, body, room, "begin", "end", state,
                visibility, "key", oparl) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, number, id, new.title, new.body, new.room, new.begin, end, state.rawValue,
            visibility.rawValue, visibility == .unlisted ? newKey() : nil, new.oparlID)
        return try session(id, in: database)
    }

    /// Nil where there is none.
    public func session(_ id: SessionID) throws -> Session? {
        try read { database in
            try database.row(
                "SELECT \(Self.columns) FROM \(Self.tables) WHERE s.id = ?", id,
                read: Self.session(row:))
        }
    }

    /// The session that the council information system knows by this id.
    public func session(oparlID: String) throws -> Session? {
        try read { try Self.session(oparlID: oparlID, in: $0) }
    }

    static func session(oparlID: String, in database: Database) throws -> Session? {
        try database.row(
            "SELECT \(columns) FROM \(tables) WHERE s.oparl = ? ORDER BY s.number LIMIT 1", oparlID,
            read: session(row:))
    }

    /// At most `limit` sessions by day, those after `cursor` in the filter's order.
    public func sessions(
        _ filter: SessionFilter = SessionFilter(), limit: Int = 50, after cursor: SessionID? = nil
    ) throws -> [Session] {
        try read { database in
            var (terms, arguments) = try Self.terms(of: filter)
            let isDown = filter.order == .newestFirst
            if let cursor {
                terms.append("s.number \(isDown ? "<" : ">") ?")
                arguments.append(try database.number(of: cursor))
            }
            let condition = terms.isEmpty ? "" : "WHERE " + terms.joined(separator: " AND ")
            arguments.append(max(0, limit))
            return try database.rows(
                """
                SELECT \(Self.columns) FROM \(Self.tables) \(condition)
                ORDER BY s.number \(isDown ? "DESC" : "ASC") LIMIT ?
                """, arguments: arguments, read: Self.session(row:))
        }
    }

    /// How many sessions fit a filter.
    public func count(_ filter: SessionFilter) throws -> Int {
        try read { database in
            let (terms, arguments) = try Self.terms(of: filter)
            let condition = terms.isEmpty ? "" : "WHERE " + terms.joined(separator: " AND ")
            return try database.rows(
                "SELECT count(*) FROM session s \(condition)", arguments: arguments,
                read: { Int($0.int64(0)) }
            ).first ?? 0
        }
    }

    /// A filter as conditions on `session s`, to be joined by AND.
    private static func terms(
        of filter: SessionFilter
    ) throws -> (terms: [String], arguments: [(any Bindable)?]) {
        var terms: [String] = []
        var arguments: [(any Bindable)?] = []
        func narrow(_ column: String, to values: [String]) {
            guard !values.isEmpty else { return }
            let marks = values.map { _ in "?" }.joined(separator: ", ")
            terms.append("s.\(column) IN (\(marks))")
            arguments += values.map { $0 as any Bindable }
        }
        narrow("state", to: filter.states.map(\.rawValue).sorted())
        narrow("visibility", to: filter.visibilities.map(\.rawValue).sorted())
        narrow("body", to: filter.body.map { [$0] } ?? [])
        narrow("room", to: filter.room.map { [$0] } ?? [])
        func bound(_ comparison: String, _ number: Int64) {
            terms.append("s.number \(comparison) ?")
            arguments.append(number)
        }
        for (text, isFrom) in [(filter.from, true), (filter.to, false)] {
            guard let text else { continue }
            guard let day = SessionDay(text) else {
                throw StorageError(
                    .invalid("a day is YYYY-MM-DD"), while: "listing sessions", object: text)
            }
            if isFrom {
                bound(">=", day.sessions.lowerBound)
            } else {
                bound("<", day.sessions.upperBound)
            }
        }
        return (terms, arguments)
    }

    /// All that are live now, in every room.
    public func sessionsLive() throws -> [Session] {
        try read { database in
            try database.rows(
                """
                SELECT \(Self.columns) FROM \(Self.tables) WHERE s.state = 'live'
                ORDER BY s.number
                """, read: Self.session(row:))
        }
    }

    /// Starts, ends, cancels or plans a session again.
    ///
    /// At the end its body's archive policy acts on the visibility. Throws `conflict` where the
    /// state does not follow from the one before, or the room has another live session.
    public func setState(
        _ id: SessionID, to state: SessionState, at now: Date = Date()
    ) throws -> Session {
        try write { database in
            let session = try Self.session(id, in: database)
            let action = "setting the state of a session"
            switch (session.state, state) {
            case (let a, let b) where a == b:
                return session
            case (.planned, .live), (.live, .ended), (.ended, .live), (.planned, .cancelled),
                (.cancelled, .planned):
                break
            case (let a, let b):
                throw StorageError(
                    .conflict("a session that is \(a.rawValue) cannot become \(b.rawValue)"),
                    while: action, object: id.rawValue)
            }
            if state == .live, let room = session.room {
                let other = try database.row(
                    "SELECT id FROM session WHERE room = ? AND state = 'live'", room,
                    read: { $0.text(0) })
                if let other {
                    throw StorageError(
                        .conflict("\(other) is live in that room"), while: action,
                        object: id.rawValue)
                }
            }
            try database.execute(
                """
                UPDATE session SET state = ?, "begin" = coalesce("begin", ?), "end" = ?
                WHERE id = ?
                """, state.rawValue, state == .live ? now : nil,
                state == .ended ? now : state == .live ? nil : session.end, id)
            if state == .ended, session.body.archive != .atOnce {
                try database.execute("UPDATE session SET visibility = 'office' WHERE id = ?", id)
                try SearchIndex(on: database).remove(id)
            }
            return try Self.session(id, in: database)
        }
    }

    /// Says who may see it. One that becomes unlisted gets a key, and keeps it.
    ///
    /// One that is not public any more is found no more; one that becomes public must be indexed.
    public func setVisibility(_ id: SessionID, to visibility: Visibility) throws -> Session {
        try write { try Self.set(visibility, of: id, in: $0) }
    }

    static func set(
        _ visibility: Visibility, of id: SessionID, in database: Database
    ) throws -> Session {
        let session = try session(id, in: database)
        // Whoever had a link before does not have the next one.
        let isHiddenAnew = visibility == .unlisted && session.visibility != .unlisted
        let key = isHiddenAnew ? newKey() : session.key
        try database.execute(
            #"UPDATE session SET visibility = ?, "key" = ? WHERE id = ?"#,
            visibility.rawValue, key, id)
        if visibility != .public { try SearchIndex(on: database).remove(id) }
        return try Self.session(id, in: database)
    }

    /// Changes what an importer or the office may change: title, room, times, OParl id.
    public func update(_ session: Session) throws -> Session {
        try write { database in
            _ = try database.number(of: session.id)
            try database.execute(
                """
                UPDATE session SET title = ?, room = ?, "begin" = ?, "end" = ?, oparl = ?
                WHERE id = ?
                """, session.title, session.room, session.begin, session.end, session.oparlID,
                session.id)
            return try Self.session(session.id, in: database)
        }
    }

    /// The rank of a session by day, from which search builds its ids: `day * 4096 + slot`.
    public func number(of session: SessionID) throws -> Int64 {
        try read { try $0.number(of: session) }
    }

    static func session(_ id: SessionID, in database: Database) throws -> Session {
        let session = try database.row(
            "SELECT \(columns) FROM \(tables) WHERE s.id = ?", id, read: session(row:))
        guard let session else {
            throw StorageError(.notFound, while: "looking up a session", object: id.rawValue)
        }
        return session
    }

    private static func session(row: Row) throws -> Session {
        let text = row.text(0)
        guard let id = SessionID(rawValue: text) else {
            throw StorageError(.damaged, while: "reading a session", object: text)
        }
        return Session(
            id: id, title: row.text(1), body: Body(row: row, from: 9), room: row.textOrNil(2),
            begin: row.dateOrNil(3), end: row.dateOrNil(4),
            state: SessionState(rawValue: row.text(5)) ?? .cancelled,
            visibility: Visibility(rawValue: row.text(6)) ?? .office, key: row.textOrNil(7),
            oparlID: row.textOrNil(8))
    }

    private static func freeID(
        day: String, body: String, in database: Database
    ) throws -> SessionID {
        var count = 1
        while true {
            let text = count == 1 ? "\(day)-\(body)" : "\(day)-\(body)-\(count)"
            guard let id = SessionID(rawValue: text) else {
                throw StorageError(
                    .invalid("no id for a session"), while: "creating a session", object: text)
            }
            let known = try database.row(
                "SELECT 1 FROM session WHERE id = ?", id, read: { _ in true })
            if known == nil { return id }
            count += 1
        }
    }

    /// 128 random bits from the operating system.
    private static func newKey() -> String {
        var generator = SystemRandomNumberGenerator()
        let bits = (generator.next() as UInt64, generator.next() as UInt64)
        return [bits.0, bits.1].map { bits in
            let digits = String(bits, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
