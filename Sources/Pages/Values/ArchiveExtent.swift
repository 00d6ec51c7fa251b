/// How much there is to search.
public struct ArchiveExtent: Sendable, Hashable {
    public var sessions: Int
    /// The first session's year; nil while there is none.
    public var since: Int?

    public init(sessions: Int, since: Int? = nil) {
        self.sessions = sessions
        self.since = since
    }
}
