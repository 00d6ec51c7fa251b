import Agenda
import Recording

/// How far a session was announced when what came after it was dropped.
struct AnnouncedEnd: Sendable, Equatable {
    /// The last epoch that was announced, or is stored and will be; nil where none was.
    var epoch: Epoch?
    /// Where the last announced part of each track of that epoch ends.
    var ends: [TrackID: TrackTime] = [:]
    /// The first sequence number that names nothing; nil where none does since the writer began.
    var nextSequence: Int?
}
