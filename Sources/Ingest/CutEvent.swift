import Agenda
import Media
import Recording

/// What cutting an input yields, in the order in which it must be stored and announced.
enum CutEvent: Sendable {
    case epoch(Epoch)
    /// `part.location` is not known yet.
    case part(TrackID, epoch: Int, sequence: Int, Part, Fragment)
    /// The segment's parts are all cut; its location follows from theirs.
    case segmentEnd(TrackID, epoch: Int, sequence: Int)
    /// A track has no bytes for an interval that the others have.
    case gap(Segment)
}
