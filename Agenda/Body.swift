/// What becomes of a recording at the session's end.
public enum ArchivePolicy: String, Sendable, Codable, CaseIterable {
    case atOnce = "at-once"
    case review, never
}

/// A council or one of its committees.
public struct Body: Hashable, Sendable, Identifiable {
    /// `[a-z0-9-]{1,40}`
    public var id: String
    public var name: String
    /// What its new sessions start with.
    public var visibility: Visibility
    public var archive: ArchivePolicy
    public var oparlID: String?

    public init(
        id: String, name: String, visibility: Visibility = .public,
        archive: ArchivePolicy = .atOnce, oparlID: String? = nil
    ) {
        self.id = id
        self.name = name
        self.visibility = visibility
        self.archive = archive
        self.oparlID = oparlID
    }
}
