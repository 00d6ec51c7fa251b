public import Foundation

/// What happens at a moment of a session.
public enum MarkerKind: String, Sendable, Codable, CaseIterable {
    case item, speechStart, speechEnd, breakStart, breakEnd, gateClose, gateOpen, vote, note
}

/// When something happens: by the clock on the wall or by the recording.
public enum Moment: Hashable, Sendable, Codable {
    case wall(Date)
    case media(MediaTime)
}

/// What the room itself says of a mark that was set "now": neither a clock that is set back nor
/// the order in which answers come changes it.
public struct RoomStamp: Hashable, Sendable, Codable {
    /// Counts the room's marks: at one media time the lower one came first.
    public var counter: Int64
    /// What the clock on the wall said.
    public var wall: Date
    /// The epoch whose frames it belongs to: where that ends before it, the mark stands at its
    /// end. Nil before the first one.
    public var epoch: Int?

    public init(counter: Int64, wall: Date, epoch: Int? = nil) {
        self.counter = counter
        self.wall = wall
        self.epoch = epoch
    }
}

/// One event of a session, set by the council office or by the room's own systems.
public struct Marker: Hashable, Sendable, Codable, Identifiable {
    /// An integer that is never used again. A speech bears the id of its `speechStart`.
    public var id: Int64
    public var kind: MarkerKind
    public var at: Moment
    /// All items that are open from this moment on (`item`), or the one that is voted on.
    public var items: [Int64]
    public var person: Int64?
    /// A speaker outside the roster.
    public var name: String?
    public var role: SpeakerRole?
    public var onBehalfOf: String?
    public var text: String?
    /// Whether a note may be shown to everybody.
    public var isPublic: Bool
    /// The caller's UUID: the same key again is the same marker.
    public var key: String?
    /// Of a mark that was set "now", whose `at` is a media time then.
    public var stamp: RoomStamp?

    public init(
        id: Int64 = 0, kind: MarkerKind, at: Moment, items: [Int64] = [], person: Int64? = nil,
        name: String? = nil, role: SpeakerRole? = nil, onBehalfOf: String? = nil,
        text: String? = nil, isPublic: Bool = false, key: String? = nil, stamp: RoomStamp? = nil
    ) {
        self.id = id
        self.kind = kind
        self.at = at
        self.items = items
        self.person = person
        self.name = name
        self.role = role
        self.onBehalfOf = onBehalfOf
        self.text = text
        self.isPublic = isPublic
        self.key = key
        self.stamp = stamp
    }
}
