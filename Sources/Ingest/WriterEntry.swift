import Agenda
import Recording

/// One thing that is to be stored and announced.
final class WriterEntry: @unchecked Sendable {
    // What changes is read and written under the lock of the writer that it belongs to.

    enum Work {
        case epoch(Epoch)
        /// `part.location` is not known yet.
        case part(TrackID, epoch: Int, sequence: Int, Part)
        case segmentEnd(TrackID, epoch: Int, sequence: Int)
        case gap(Segment)
        /// A part that the store may have and that will never be announced; whether its number
        /// names nothing else.
        case withdraw(TrackID, epoch: Int, sequence: Int, part: Int, isNumberFree: Bool)
        /// Runs after all that came before is stored and announced.
        case call(@Sendable (any RecordingStore) -> Void)
    }

    let work: Work
    let session: SessionID?
    let added = ContinuousClock.now
    /// Counts what is added.
    var number = 0
    /// A part's, for as long as somebody needs them.
    var bytes: [UInt8]
    /// Whether the store has done with it, for good or bad.
    var isDone = false
    /// Whether the store has an epoch or the end of a segment.
    var isStored = false
    /// What a part became: where it lies.
    var location: Location?
    /// What the end of a segment or a gap became.
    var segment: Segment?
    var isAnnounced = false
    /// The segment as it was announced from memory, as long as another announcement is due.
    var pending: Segment?
    /// Never to be announced.
    var isDropped = false
    /// Its bytes had no room: the store gets none.
    var isLost = false

    init(_ work: Work, of session: SessionID?, bytes: [UInt8] = []) {
        self.work = work
        self.session = session
        self.bytes = bytes
    }

    /// The segment that it belongs to.
    var sequence: Int? {
        switch work {
        case .part(_, _, let sequence, _), .segmentEnd(_, _, let sequence): sequence
        case .gap(let segment): segment.sequence
        case .epoch, .withdraw, .call: nil
        }
    }

    var isPart: Bool { if case .part = work { true } else { false } }

    /// Whether it is announced at all.
    var isMedia: Bool {
        switch work {
        case .epoch, .part, .segmentEnd, .gap: true
        case .withdraw, .call: false
        }
    }
}
