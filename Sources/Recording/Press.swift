public import Agenda

/// One shutting or opening of a room, as it is kept: the gate's closing and opening, the beginning
/// and the end of a break in the dark.
public struct Press: Hashable, Sendable, Codable {
    public var session: SessionID
    /// `gateClose`, `gateOpen`, `breakStart` or `breakEnd`.
    public var kind: MarkerKind
    /// Where the recording stood.
    public var time: MediaTime
    public var stamp: RoomStamp
    public var by: String
    /// The caller's UUID: the same key again does nothing twice.
    public var key: String?
    /// The items that go on with a break's end; empty for those before.
    public var items: [Int64]

    public init(
        session: SessionID, kind: MarkerKind, time: MediaTime, stamp: RoomStamp, by: String,
        key: String? = nil, items: [Int64] = []
    ) {
        self.session = session
        self.kind = kind
        self.time = time
        self.stamp = stamp
        self.by = by
        self.key = key
        self.items = items
    }

    /// As the catalogue keeps it.
    public var marker: Marker {
        Marker(kind: kind, at: .media(time), items: items, key: key, stamp: stamp)
    }
}
