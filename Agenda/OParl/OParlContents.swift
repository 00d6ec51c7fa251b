/// An object that an import left out, and why.
public struct SkippedObject: Hashable, Sendable, CustomStringConvertible {
    /// The object's id, else where it stands: "meetings.json, object 3".
    public var id: String
    public var reason: String

    public init(id: String, reason: String) {
        self.id = id
        self.reason = reason
    }

    public var description: String { "\(id): \(reason)" }
}

/// What an OParl source holds for us, its references followed.
public struct OParlContents: Sendable {
    /// In the order in which they were met.
    public var meetings: [ImportedMeeting] = []
    /// Their ids are yet to be given.
    public var persons: [Person] = []
    /// OParl ids of what the source says was deleted, of whatever kind.
    public var deleted: [String] = []
    public var skipped: [SkippedObject] = []
    /// How many objects the source holds, and of which kind, for messages: ("papers", 2097).
    public var counts: [(name: String, count: Int)] = []
    /// How many papers, consultations and organisations were named and are not there.
    public var danglingReferences = 0

    public init() {}

    /// Whether there is nothing to import.
    public var isEmpty: Bool { meetings.isEmpty && persons.isEmpty && deleted.isEmpty }
}
