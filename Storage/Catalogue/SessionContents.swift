public import Agenda
public import Foundation

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
    /// Seconds by which a picture can have come late.
    public var gateDelay: TimeInterval
    public var timeline: Timeline

    /// An item that is open now and not public: while there is one, the gate stays closed.
    public var openNonPublicItem: AgendaItem? {
        agenda.first { timeline.openAtEnd.contains($0.id) && !publicity.isPublic($0.id) }
    }

    /// The same with other markers: what would be open is asked before a change is committed.
    public func replacing(markers: [Marker]) -> SessionContents {
        var contents = self
        contents.markers = markers
        contents.timeline = Timeline(
            agenda: agenda, markers: markers, clock: clock, isLive: session.state == .live,
            publicity: publicity, gateDelay: gateDelay)
        return contents
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
        try read { try Self.contents(of: session, in: $0) }
    }

    static func contents(of session: SessionID, in database: Database) throws -> SessionContents {
        let number = try database.number(of: session)
        let session = try Self.session(session, in: database)
        let agenda = try Self.agenda(of: number, in: database)
        let markers = try Self.markers(
            in: database, where: "session = ? AND deleted = 0", number)
        let clock = try database.clock(of: number)
        let known = try database.row(
            "SELECT ifnull(gateDelay, -1) FROM recording WHERE session = ?", number,
            read: { $0.double(0) })
        let gateDelay = known.flatMap { $0 < 0 ? nil : $0 } ?? Timeline.usualGateDelay
        let publicity = PublicityRule(
            agenda: agenda, sessionTitle: session.title, bodyName: session.body.name)
        return SessionContents(
            session: session, agenda: agenda, publicity: publicity, markers: markers,
            clock: clock, gateDelay: gateDelay,
            timeline: Timeline(
                agenda: agenda, markers: markers, clock: clock,
                isLive: session.state == .live, publicity: publicity, gateDelay: gateDelay))
    }

    /// Brings a session's agenda to what a source says; items keep their ids and their markers.
    ///
    /// `before` is asked before that is committed, with what will be said of the session where it
    /// is live; where it throws, all stays as it was.
    public func importAgenda(
        _ items: [ImportedItem], into session: SessionID,
        before: @Sendable (SessionContents) throws -> Void = { _ in }
    ) throws -> [AgendaItem] {
        try replaceAgenda(of: session, before: before) { stored in
            AgendaMerge(existing: stored, imported: items).agenda
        }
    }
}
