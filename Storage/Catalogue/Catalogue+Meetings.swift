public import Agenda

extension Catalogue {
    /// Makes or updates a session for each meeting, found again by its OParl id, and its body, if
    /// that is missing; all of it or nothing.
    ///
    /// What runs or has ended keeps its times and its state, and what the source leaves unsaid
    /// stays as it was. One transaction: a live session's parts wait for it, so hand over a few
    /// dozen meetings at once.
    ///
    /// - Parameters:
    ///   - deleted: OParl ids that are no more, of whatever kind: a planned session is cancelled.
    ///   - named: ids of bodies whose names are not the source's to change.
    ///   - before: asked before it is committed, with what will be said of each live session.
    public func importMeetings(
        _ meetings: [ImportedMeeting], deleted: [String] = [],
        keepingNamesOf named: Set<String> = [],
        before: @Sendable (SessionContents) throws -> Void = { _ in }
    ) throws -> MeetingImport {
        try write { database in
            var result = MeetingImport()
            var bodies = BodyMatching(database: database, named: named)
            for meeting in meetings {
                try Self.take(meeting, bodies: &bodies, result: &result, in: database)
            }
            for id in deleted {
                guard let session = try Self.session(oparlID: id, in: database) else { continue }
                switch session.state {
                case .planned:
                    try Self.set(.cancelled, of: session, in: database)
                    result.cancelled.append(session.id)
                case .live, .ended: result.kept.append(session.id)
                case .cancelled: break
                }
            }
            result.bodies = bodies.created
            // A body's name may have changed, and with it what is public of any session of it.
            let live = try database.rows(
                "SELECT id FROM session WHERE state = 'live'",
                read: { SessionID(rawValue: $0.text(0)) })
            for case let id? in live { try before(try Self.contents(of: id, in: database)) }
            return result
        }
    }

    private static func take(
        _ meeting: ImportedMeeting, bodies: inout BodyMatching, result: inout MeetingImport,
        in database: Database
    ) throws {
        let session: Session
        if let id = meeting.oparlID, let known = try Self.session(oparlID: id, in: database) {
            try bodies.update(known.body.id, from: meeting.body)
            try update(known, from: meeting, in: database)
            session = known
            result.updated.append(known.id)
        } else {
            switch meeting.schedule {
            case .never(let reason):
                result.skipped.add(meeting.label, reason)
                return
            case .on(let day, let begin, let end):
                let new = NewSession(
                    title: meeting.title, body: try bodies.id(for: meeting.body), day: day,
                    begin: begin, oparlID: meeting.oparlID)
                session = try create(
                    new, state: meeting.isCancelled == true ? .cancelled : .planned, end: end,
                    in: database)
                result.created.append(session.id)
            }
        }
        guard let items = meeting.agenda else { return }
        let number = try database.number(of: session.id)
        let stored = try agenda(of: number, in: database)
        // Items that could not be asked for would go.
        guard meeting.isAgendaWhole || stored.isEmpty else {
            result.skipped.add(
                meeting.label,
                "not every item could be asked for, so its agenda stays as it was")
            return
        }
        let merge = AgendaMerge(existing: stored, imported: items)
        try replace(stored, with: merge.agenda, of: number, in: database)
        result.items += items.count
        result.papers += items.reduce(0) { $0 + $1.papers.count }
    }

    private static func update(
        _ session: Session, from meeting: ImportedMeeting, in database: Database
    ) throws {
        try database.execute(
            "UPDATE session SET title = ? WHERE id = ?", meeting.title, session.id)
        guard session.state == .planned || session.state == .cancelled else { return }
        if case .on(_, let begin?, let end) = meeting.schedule {
            try database.execute(
                #"UPDATE session SET "begin" = ?, "end" = ? WHERE id = ?"#, begin, end,
                session.id)
        }
        switch meeting.isCancelled {
        case true? where session.state == .planned:
            try set(.cancelled, of: session, in: database)
        case false? where session.state == .cancelled:
            try set(.planned, of: session, in: database)
        default: break
        }
    }

    private static func set(
        _ state: SessionState, of session: Session, in database: Database
    ) throws {
        try database.execute(
            "UPDATE session SET state = ? WHERE id = ?", state.rawValue, session.id)
    }
}
