public import Agenda

extension Catalogue {
    /// Makes or updates a session for each meeting, found again by its OParl id, its body, if it is
    /// missing, and the roster; all of it or nothing.
    ///
    /// What runs or has ended keeps its times and its state, and what the source leaves unsaid
    /// stays as it was.
    ///
    /// - Parameter named: ids of bodies whose names are not the source's to change.
    public func importMeetings(
        of contents: OParlContents, keepingNamesOf named: Set<String> = []
    ) throws -> MeetingImport {
        try write { database in
            var result = MeetingImport()
            var bodies = BodyMatching(database: database, named: named)
            for meeting in contents.meetings {
                try Self.take(meeting, bodies: &bodies, result: &result, in: database)
            }
            for id in contents.deleted {
                guard let session = try Self.session(oparlID: id, in: database),
                    session.state == .planned
                else { continue }
                try Self.set(.cancelled, of: session, in: database)
                result.cancelled.append(session.id)
            }
            for person in contents.persons {
                _ = try Self.put(person, keepsUnsaid: true, in: database)
                result.persons += 1
            }
            result.bodies = bodies.created
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
                result.skipped.append(SkippedObject(id: meeting.label, reason: reason))
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
