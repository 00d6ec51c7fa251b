public import Agenda

/// What an import of meetings did to the catalogue.
public struct MeetingImport: Sendable {
    public var created: [SessionID] = []
    public var updated: [SessionID] = []
    /// Planned sessions whose meetings the source has deleted.
    public var cancelled: [SessionID] = []
    /// How many items and papers the agendas that came in have.
    public var items = 0
    public var papers = 0
    public var persons = 0
    /// Ids of bodies that were not there before.
    public var bodies: [String] = []
    /// Meetings that are no sessions.
    public var skipped: [SkippedObject] = []

    /// Every session that may have changed.
    public var sessions: [SessionID] { created + updated + cancelled }
}
