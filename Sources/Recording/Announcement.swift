public import Agenda
public import Foundation

/// What ingest tells serve, in the order in which it happened.
public enum Announcement: Sendable, Codable {
    /// A session is being recorded from now on.
    case sessionStarted(SessionID, room: String)
    /// It has ended; what was recorded is complete.
    case sessionEnded(SessionID)
    /// A new stretch begins; its tracks' init sections are stored.
    case epoch(SessionID, Epoch)
    /// A part can be played. Its bytes are stored, or else `part.location` is nil.
    case part(SessionID, TrackID, epoch: Int, sequence: Int, Part, bytes: [UInt8])
    /// No more parts come for this segment; it is stored and synced, or else a gap or pending. One
    /// that was pending comes again.
    case segment(SessionID, Segment)
    /// The gate or a break has shut the room, or opened it: its marker, which the catalogue may
    /// not have yet.
    case press(SessionID, Marker)
    /// An encoder has connected to the room, or is gone.
    case input(room: String, isConnected: Bool, wall: Date)
    /// Markers, agenda or publication have changed in the catalogue.
    case changed(SessionID)
}
