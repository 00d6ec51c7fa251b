public import Agenda
public import Foundation
public import Recording

/// What the server and the command line ask of ingest, for a session that is live or to be.
public enum Command: Sendable, Codable {
    case start(SessionID)
    case stop(SessionID)
    /// `now`: its moment is the command's. Opening an item that is not public closes the gate
    /// first.
    case mark(SessionID, Marker, now: Bool, by: String)
    /// What of such a mark must not wait: the gate closes where it would leave an item open that
    /// is not public. The mark itself is another command.
    case shutFor(SessionID, Marker, now: Bool, by: String)
    /// Other values for a marker. `now`: its moment becomes the command's.
    case change(SessionID, Marker, now: Bool, by: String)
    /// What the office says of an item's publicity; nil takes it back.
    case decide(SessionID, item: Int64, PublicityDecision?, by: String)
    case remove(SessionID, marker: Int64, by: String)
    /// A repeated `key`, however late, does nothing twice.
    case closeGate(Target, by: String, key: String?)
    case openGate(SessionID, by: String)
    /// Somebody else has changed the session in the catalogue; done when that is in force.
    case refresh(SessionID)
    case status

    /// A live session, by its name or its room; neither is the only one.
    public struct Target: Sendable, Codable, Hashable {
        public var session: SessionID?
        public var room: String?

        public init(_ session: SessionID? = nil, room: String? = nil) {
            self.session = session
            self.room = room
        }
    }
}

/// What ingest answers.
public enum Reply: Sendable, Codable {
    case done
    /// The marker as stored; `isNew` is false where its key was known already.
    case marker(Marker, isNew: Bool)
    /// Nothing goes out. `isStored`: that outlives a crash; its marker follows.
    case shut(isStored: Bool)
    /// The press was known, and what it shut has been opened since.
    case open
    /// The gate opens in so many seconds, unless it is closed before.
    case opening(seconds: Double)
    case status([RoomStatus])
    case refused(CommandRefusal)
}

/// A room as ingest sees it.
public struct RoomStatus: Sendable, Codable, Hashable {
    public var room: String
    public var session: SessionID?
    public var isConnected: Bool
    /// Also while it waits to open.
    public var isGateClosed: Bool
    /// When the gate opens by itself, by the wall clock; nil where it does not wait for that.
    public var opensAt: Date?
    /// Whether a break hides the picture.
    public var isBreak: Bool
    /// Whether the disk has the gate's state.
    public var isGateStored: Bool
    /// When the gate got its state.
    public var gateSince: Date?
    public var recordedSince: Date?
    /// Seconds by which frames come later than the room's delays say: its gate opens so much later.
    public var lateness: Double
    /// The last trouble in words, or nil.
    public var trouble: String?

    public init(
        room: String, session: SessionID? = nil, isConnected: Bool = false,
        isGateClosed: Bool = false, opensAt: Date? = nil, isBreak: Bool = false,
        isGateStored: Bool = true, gateSince: Date? = nil, recordedSince: Date? = nil,
        lateness: Double = 0, trouble: String? = nil
    ) {
        self.room = room
        self.session = session
        self.isConnected = isConnected
        self.isGateClosed = isGateClosed
        self.opensAt = opensAt
        self.isBreak = isBreak
        self.isGateStored = isGateStored
        self.gateSince = gateSince
        self.recordedSince = recordedSince
        self.lateness = lateness
        self.trouble = trouble
    }
}

/// Takes commands: ingest itself in one process, or a socket's client.
public protocol CommandReceiver: Sendable {
    /// Blocks: closing the gate waits for the disk, two seconds at most, opening it does not wait
    /// for its delay.
    func answer(_ command: Command) -> Reply
}

/// Takes announcements: serve in the same process, later a socket.
public protocol AnnouncementReceiver: Sendable {
    /// Called in order from ingest's threads; must not block.
    func receive(_ announcement: Announcement)
}
