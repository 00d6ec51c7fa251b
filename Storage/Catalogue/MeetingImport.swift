public import Agenda

/// What an import of meetings did to the catalogue.
public struct MeetingImport: Sendable {
    public var created: [SessionID] = []
    public var updated: [SessionID] = []
    /// Planned sessions whose meetings the source has deleted.
    public var cancelled: [SessionID] = []
    /// Sessions that run or are recorded, whose meetings the source has deleted: not touched.
    public var kept: [SessionID] = []
    /// How many items and papers the agendas that came in have.
    public var items = 0
    public var papers = 0
    /// Ids of bodies that were not there before.
    public var bodies: [String] = []
    /// Meetings that are no sessions.
    public var skipped = SkippedObjects()

    /// Every session that may have changed.
    public var sessions: [SessionID] { created + updated + cancelled }

    public init() {}

    public static func += (left: inout MeetingImport, right: MeetingImport) {
        left.created += right.created
        left.updated += right.updated
        left.cancelled += right.cancelled
        left.kept += right.kept
        left.items += right.items
        left.papers += right.papers
        left.bodies += right.bodies
        left.skipped += right.skipped
    }
}
