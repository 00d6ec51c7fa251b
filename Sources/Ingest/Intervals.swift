import Agenda
import Media
import Recording

/// The stretches of time that the leading picture's segments make, as another track follows them.
struct Intervals {
    /// Those that have begun in the picture and not yet in this track.
    private var begun: [(sequence: Int, start: MediaTime)] = []
    let cutter: PartCutter

    init(_ cutter: PartCutter) {
        self.cutter = cutter
    }

    mutating func announce(sequence: Int, start: MediaTime) {
        begun.append((sequence, start))
    }

    /// Begins the segment that a frame belongs to, where it is not under way; false where no
    /// interval has begun by then. `start`: where the frame stands, in the track's timescale;
    /// `latest`: an interval that begins later is not its own, by default `start`.
    mutating func place(
        frameAt start: Int64, latest: MediaTime? = nil, into events: inout [CutEvent]
    ) throws -> Bool {
        let latest = latest ?? MediaTime(start, timescale: Int64(cutter.timescale))
        if let next = begun.first, next.start <= latest || cutter.sequence == nil {
            try cutter.endSegment(into: &events)
            while begun.count > 1, begun[1].start <= latest { skip(into: &events) }
            cutter.beginSegment(begun.removeFirst().sequence, at: start)
        }
        return cutter.sequence != nil
    }

    /// Nothing has come for the first of them, whose end is known.
    private mutating func skip(into events: inout [CutEvent]) {
        let skipped = begun.removeFirst()
        events.append(.gap(gap(skipped.sequence, from: skipped.start, to: begun[0].start)))
    }

    /// Closes the last segment with all that has come.
    mutating func finish(into events: inout [CutEvent]) throws {
        try cutter.endSegment(into: &events)
        while begun.count > 1 { skip(into: &events) }
    }

    /// Closes the last segment with the parts that it has.
    mutating func abandon(into events: inout [CutEvent]) {
        cutter.abandon(into: &events)
        while begun.count > 1 { skip(into: &events) }
    }

    var cutEnd: MediaTime? {
        cutter.cutEnd.map { MediaTime($0, timescale: Int64(cutter.timescale)) }
    }

    /// Whether the interval begun last has got any part.
    func hasParts(of sequence: Int) -> Bool {
        cutter.lastSequence == sequence && cutter.segmentHasParts
    }

    func gap(_ sequence: Int, from start: MediaTime, to end: MediaTime) -> Segment {
        let rate = Int64(cutter.timescale)
        let first = start.ticks * rate / 90_000
        let last = end.ticks * rate / 90_000
        return Segment(
            track: cutter.track, epoch: cutter.epoch, sequence: sequence,
            start: TrackTime(value: first, timescale: cutter.timescale),
            duration: max(1, last - first), isIndependent: false, location: nil)
    }
}
