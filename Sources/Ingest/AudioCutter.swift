import Agenda
import Media
import Recording

/// Cuts the audio into segments over the video's intervals.
///
/// Frames wait until the video has come past them, as only then is it known to which interval
/// they belong. Positions are counted in samples; the input's rounded timestamps only say when
/// to count anew.
final class AudioCutter {
    private let cutter: PartCutter
    private let frameSize: Int64
    private var waiting: [(packet: Packet, time: MediaTime)] = []
    /// Intervals that have begun in the video and not yet here.
    private var intervals: [(sequence: Int, start: MediaTime)] = []
    private var position: Int64?
    /// Up to here the video has come, in ticks.
    private var edge: Int64
    /// What lies before is over, in ticks.
    private var floor: Int64
    /// How far sound may come behind the picture, in ticks, before an interval is a gap.
    private static let patience: Int64 = 90_000
    /// How far sound may come before the picture; more is a clock of its own.
    private static let lead: Int64 = 900_000

    init(_ cutter: PartCutter, start: MediaTime, frameSize: Int64) {
        self.cutter = cutter
        self.frameSize = frameSize
        edge = start.ticks
        floor = start.ticks
    }

    var cutEnd: MediaTime? {
        cutter.cutEnd.map { MediaTime($0, timescale: Int64(cutter.timescale)) }
    }

    func announce(sequence: Int, start: MediaTime) {
        intervals.append((sequence, start))
    }

    /// `time` in ticks on the session's timeline; what lies before the epoch, in a gap or far
    /// from the picture is left out.
    func add(_ packet: Packet, at time: Int64) {
        guard time >= floor, time < edge + Self.lead else { return }
        waiting.append((packet, MediaTime(ticks: time)))
    }

    /// Places the frames that begin before `edge`, in ticks, where the video has got to.
    func place(before edge: Int64, into events: inout [CutEvent]) throws {
        self.edge = max(edge, self.edge)
        var count = 0
        while count < waiting.count, waiting[count].time.ticks < edge {
            try place(waiting[count].packet, at: waiting[count].time, into: &events)
            count += 1
        }
        waiting.removeFirst(count)
        while let next = intervals.first, edge - next.start.ticks >= Self.patience {
            try cutter.endSegment(into: &events)
            floor = max(floor, next.start.ticks)
            guard intervals.count > 1, edge - intervals[1].start.ticks >= Self.patience else {
                break
            }
            skipInterval(into: &events)
            floor = max(floor, intervals[0].start.ticks)
        }
    }

    /// No sound has come for the first of the intervals, whose end is known.
    private func skipInterval(into events: inout [CutEvent]) {
        let skipped = intervals.removeFirst()
        events.append(.gap(gap(skipped.sequence, from: skipped.start, to: intervals[0].start)))
    }

    private func place(
        _ packet: Packet, at time: MediaTime, into events: inout [CutEvent]
    ) throws {
        let rate = Int64(cutter.timescale)
        let given = (time.ticks * rate + 45_000) / 90_000
        var start = position ?? given
        // Beyond two frames it is no rounding: some were lost on the way.
        let isLost = given - start > 2 * frameSize
        guard given - start > -2 * frameSize else { return }
        if isLost { start = given }
        let startTime = MediaTime(start, timescale: rate)
        if let next = intervals.first, next.start <= startTime {
            try cutter.endSegment(into: &events)
            while intervals.count > 1, intervals[1].start <= startTime {
                skipInterval(into: &events)
            }
            cutter.beginSegment(intervals.removeFirst().sequence, at: start)
        }
        guard cutter.sequence != nil else { return }
        // The part before a hole is cut; the frame after it stands at its own time.
        if isLost { try cutter.skip(to: start, into: &events) }
        try cutter.add(
            packet, isIndependent: true, presentation: start, duration: frameSize, into: &events)
        position = start + frameSize
    }

    func finish(into events: inout [CutEvent]) throws {
        try cutter.endSegment(into: &events)
        while intervals.count > 1 { skipInterval(into: &events) }
    }

    func abandon(into events: inout [CutEvent]) {
        cutter.abandon(into: &events)
        while intervals.count > 1 { skipInterval(into: &events) }
    }

    /// Whether the interval under way has got any part.
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
