public import Agenda

/// All that the catalogue says of a session at one instant.
public struct SessionContents: Sendable {
    public var session: Session
    /// In its order.
    public var agenda: [AgendaItem]
    /// By the words of the agenda, of the session's title and of its body's name.
    public var publicity: PublicityRule
    /// In the order in which they were set.
    public var markers: [Marker]
    public var clock: WallClock
    public var timeline: Timeline

    /// An item that is open now and not public: while there is one, the gate stays closed.
    public var openNonPublicItem: AgendaItem? {
        agenda.first { timeline.openAtEnd.contains($0.id) && !publicity.isPublic($0.id) }
    }

    /// As it would be if the office said this of an item.
    public func deciding(_ decision: PublicityDecision?, onItem id: Int64) -> SessionContents {
        var contents = self
        for index in agenda.indices where agenda[index].id == id {
            contents.agenda[index].decision = decision
        }
        contents.publicity = PublicityRule(
            agenda: contents.agenda, sessionTitle: session.title, bodyName: session.body.name)
        return contents
    }
}

extension Catalogue {
    /// A session with its timeline as far as it is recorded; throws `notFound`.
    public func contents(of session: SessionID) throws -> SessionContents {
        try read { database in
            let number = try database.number(of: session)
            let session = try Self.session(session, in: database)
            let agenda = try Self.agenda(of: number, in: database)
            let markers = try Self.markers(
                in: database, where: "session = ? AND deleted = 0", number)
            let clock = try database.clock(of: number)
            let publicity = PublicityRule(
                agenda: agenda, sessionTitle: session.title, bodyName: session.body.name)
            return SessionContents(
                session: session, agenda: agenda, publicity: publicity, markers: markers,
                clock: clock,
                timeline: Timeline(
                    agenda: agenda, markers: markers, clock: clock,
                    isLive: session.state == .live, publicity: publicity))
        }
    }

    /// Brings a session's agenda to what a source says; items keep their ids and their markers.
    public func importAgenda(
        _ items: [ImportedItem], into session: SessionID
    ) throws -> [AgendaItem] {
        try replaceAgenda(of: session) { stored in
            AgendaMerge(existing: stored, imported: items).agenda
        }
    }
}
