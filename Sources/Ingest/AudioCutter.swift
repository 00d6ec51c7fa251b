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
    private let epochStart: MediaTime
    private var waiting: [(packet: Packet, time: MediaTime)] = []
    /// Intervals that have begun in the video and not yet here.
    private var intervals: [(sequence: Int, start: MediaTime)] = []
    private var position: Int64?

    init(_ cutter: PartCutter, start: MediaTime, frameSize: Int64) {
        self.cutter = cutter
        self.frameSize = frameSize
        epochStart = start
    }

    var cutEnd: MediaTime? {
        cutter.cutEnd.map { MediaTime($0, timescale: Int64(cutter.timescale)) }
    }

    func announce(sequence: Int, start: MediaTime) {
        intervals.append((sequence, start))
    }

    /// `time` in ticks on the session's timeline; what lies before the epoch is left out.
    func add(_ packet: Packet, at time: Int64) {
        guard time >= epochStart.ticks else { return }
        waiting.append((packet, MediaTime(ticks: time)))
    }

    /// Places the frames that begin before `edge`, in ticks.
    func place(before edge: Int64, into events: inout [CutEvent]) throws {
        var count = 0
        while count < waiting.count, waiting[count].time.ticks < edge {
            try place(waiting[count].packet, at: waiting[count].time, into: &events)
            count += 1
        }
        waiting.removeFirst(count)
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
        var isNew = cutter.sequence == nil
        while let next = intervals.first, next.start <= startTime {
            try cutter.endSegment(into: &events)
            intervals.removeFirst()
            cutter.beginSegment(next.sequence, at: start)
            isNew = true
            if intervals.first.map({ $0.start <= startTime }) == true {
                events.append(.gap(gap(next.sequence, from: next.start, to: intervals[0].start)))
            }
        }
        guard cutter.sequence != nil else { return }
        if isLost, !isNew {
            // The hole lies inside the segment: its last part is cut before it.
            try cutter.skip(to: start, into: &events)
        }
        try cutter.add(
            packet, presentation: start, decoding: start, duration: frameSize, into: &events)
        position = start + frameSize
    }

    func finish(into events: inout [CutEvent]) throws {
        try cutter.endSegment(into: &events)
    }

    func abandon(into events: inout [CutEvent]) {
        cutter.abandon(into: &events)
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
