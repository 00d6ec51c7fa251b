import Agenda
import Media
import Recording

/// Cuts the audio into segments over the video's intervals, without any hole.
///
/// Frames wait until the video has come past them, as only then is it known to which interval
/// they belong. Positions are counted in samples; the input's rounded timestamps say where that
/// begins and whether it drifts, and silence fills what does not come.
final class AudioCutter {
    private let cutter: PartCutter
    private let silence: SilentSound
    private let frameSize: Int64
    private let rate: Int64
    private var waiting: [(packet: Packet, time: MediaTime)] = []
    var intervals: Intervals
    /// Where the next frame stands, in samples; nil before the first.
    private var position: Int64?
    /// Whether the frame placed last was put there for one that did not come.
    private var isFilled = false
    private var drift: SoundDrift
    /// Up to here the video has come, in ticks.
    private var edge: Int64
    /// Where the sound begins at the earliest, in ticks.
    private let floor: Int64
    /// How far sound may come behind the picture, in ticks, before silence takes its place.
    private var patience: Int64
    private let usualPatience: Int64
    private static let longestPatience: Int64 = 450_000
    /// How far sound may come before the picture; more is a clock of its own.
    private static let lead: Int64 = 900_000

    /// `isExpected`: whether the input has sound, for which it is worth to wait; `isLive`:
    /// whether somebody waits for it.
    init(
        _ cutter: PartCutter, start: MediaTime, silence: SilentSound, isExpected: Bool,
        isLive: Bool
    ) {
        self.cutter = cutter
        intervals = Intervals(cutter)
        self.silence = silence
        frameSize = silence.frameSize
        rate = Int64(cutter.timescale)
        drift = SoundDrift(frameSize: frameSize)
        edge = start.ticks
        floor = start.ticks
        usualPatience = isLive ? 90_000 : 900_000
        patience = isExpected ? usualPatience : 0
    }

    /// `time` in ticks on the session's timeline; what lies before the epoch or far from the
    /// picture is left out.
    func add(_ packet: Packet, at time: Int64) {
        patience = max(patience, usualPatience)
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
        if edge - patience > floor { try fill(until: edge - patience, into: &events) }
    }

    /// Places silence up to a time in ticks where nothing has come.
    private func fill(until time: Int64, into events: inout [CutEvent]) throws {
        let end = samples(time)
        var start = position ?? samples(floor)
        while start + frameSize <= end {
            try append(silence.packet(at: time), at: start, into: &events)
            isFilled = true
            start += frameSize
        }
    }

    private func samples(_ ticks: Int64) -> Int64 { (ticks * rate + 45_000) / 90_000 }

    private func place(
        _ packet: Packet, at time: MediaTime, into events: inout [CutEvent]
    ) throws {
        let given = samples(time.ticks)
        guard let position else {
            // Silence from the beginning, so that this frame stands exactly where it belongs.
            let missing = max(0, given - samples(floor)) / frameSize
            for index in 0...missing {
                try append(
                    index < missing ? silence.packet(at: time.ticks) : packet,
                    at: given - (missing - index) * frameSize, into: &events)
            }
            return
        }
        switch drift.correction(of: given - position, isExact: isFilled) {
        case .none:
            try append(packet, at: position, into: &events)
        case .leaveOut:
            // It comes late: longer is waited for the next ones.
            if isFilled {
                let lateness = edge - time.ticks + 45_000
                patience = min(max(patience, lateness), Self.longestPatience)
            }
            return
        case .repeatFrame:
            try append(packet, at: position, into: &events)
            try append(packet, at: position + frameSize, into: &events)
        case .fill(let count):
            for index in 0..<count {
                try append(
                    silence.packet(at: time.ticks), at: position + Int64(index) * frameSize,
                    into: &events)
            }
            try append(packet, at: position + Int64(count) * frameSize, into: &events)
        }
        isFilled = false
    }

    /// The next frame; where the video has begun an interval by then, it is that one's first.
    private func append(
        _ packet: Packet, at start: Int64, into events: inout [CutEvent]
    ) throws {
        position = start + frameSize
        guard try intervals.place(frameAt: start, into: &events) else { return }
        try cutter.add(
            packet, isIndependent: true, presentation: start, duration: frameSize, into: &events)
    }

    /// Closes the last segment, with silence where the video has come further.
    func finish(into events: inout [CutEvent]) throws {
        if edge > floor { try fill(until: edge, into: &events) }
        try intervals.finish(into: &events)
    }
}
