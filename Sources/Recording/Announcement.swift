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
    /// Public or not, since when, and at which media time.
    case gate(SessionID, isClosed: Bool, at: MediaTime, wall: Date)
    /// A break hides the picture, or is over, since when, and at which media time.
    case pause(SessionID, isOn: Bool, at: MediaTime, wall: Date)
    /// An encoder has connected to the room, or is gone.
    case input(room: String, isConnected: Bool, wall: Date)
    /// Markers, agenda or publication have changed in the catalogue.
    case changed(SessionID)
}
