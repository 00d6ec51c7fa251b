import Agenda
import Media
import Recording

/// Cuts another rendition of the picture into segments over the leading one's intervals.
///
/// Both have their key frames at the same times. Frames wait until the leading picture has come
/// past them. Times are in ticks on the session's timeline.
final class RenditionCutter {
    private let cutter: PartCutter
    var intervals: Intervals
    private var waiting: [(packet: Packet, decoding: Int64, presentation: Int64)] = []
    private var lastDuration: Int64 = 3_600
    /// Ticks by which the same frame can stand apart in both renditions.
    private static let tolerance: Int64 = 900
    /// Frames in more seconds than a conversion looks ahead.
    private static let longestWait = 1_500

    init(_ cutter: PartCutter) {
        self.cutter = cutter
        intervals = Intervals(cutter)
    }

    /// The next frame in decoding order; what comes before the first key frame is left out.
    func add(_ packet: Packet, decoding: Int64, presentation: Int64) {
        guard packet.isKey || !waiting.isEmpty || cutter.lastSequence != nil else { return }
        guard decoding > waiting.last?.decoding ?? .min else { return }
        // The leading picture does not come any more, so nothing does.
        if waiting.count == Self.longestWait { waiting = [] }
        waiting.append((packet, decoding, presentation))
    }

    /// Places the frames that begin before `edge`, where the leading picture has got to; the last
    /// one waits for the next, which tells how long it is.
    func place(before edge: Int64, into events: inout [CutEvent]) throws {
        var count = 0
        while count + 1 < waiting.count, waiting[count].decoding < edge - Self.tolerance {
            let step = waiting[count + 1].decoding - waiting[count].decoding
            try place(waiting[count], step: step, into: &events)
            count += 1
        }
        waiting.removeFirst(count)
    }

    private func place(
        _ frame: (packet: Packet, decoding: Int64, presentation: Int64), step: Int64,
        into events: inout [CutEvent]
    ) throws {
        let start = cutter.lastSequence == nil ? frame.decoding : max(cutter.end, frame.decoding)
        let wasUnderWay = cutter.sequence
        guard try intervals.place(frameAt: start, tolerance: Self.tolerance, into: &events) else {
            return
        }
        if wasUnderWay == cutter.sequence, start > cutter.end {
            try cutter.skip(to: start, into: &events)
        }
        lastDuration = min(step, EpochCutter.frameLimit)
        try cutter.add(
            frame.packet, isIndependent: frame.packet.isKey, presentation: frame.presentation,
            duration: lastDuration, into: &events)
    }

    /// Places what waits before `edge` and closes the last segment.
    func finish(before edge: Int64, into events: inout [CutEvent]) throws {
        try place(before: edge, into: &events)
        if let last = waiting.first, last.decoding < edge - Self.tolerance {
            try place(last, step: lastDuration, into: &events)
        }
        waiting = []
        try intervals.finish(into: &events)
    }
}
