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
    /// By how much the leading picture's frames are decoded before they are shown.
    private let lead: Int64
    /// Key frames behind which come frames that are shown before them.
    private(set) var openGroups = 0
    /// How much later an interval begins at the latest where no key frame does it.
    private static let patience: Int64 = 22_500
    /// Ticks by which the same frame can stand apart in both renditions.
    private static let tolerance: Int64 = 900
    /// Frames in more seconds than a conversion looks ahead.
    private static let longestWait = 1_500

    init(_ cutter: PartCutter, lead: Int64) {
        self.cutter = cutter
        self.lead = lead
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
        while count + 1 < waiting.count, time(of: waiting[count]) < edge - Self.tolerance {
            let (frame, next) = (waiting[count], waiting[count + 1])
            let isOpen = frame.packet.isKey && next.presentation < frame.presentation
            if isOpen { openGroups += 1 }
            try place(
                frame, step: next.decoding - frame.decoding,
                isIndependent: frame.packet.isKey && !isOpen, into: &events)
            count += 1
        }
        waiting.removeFirst(count)
    }

    /// When the leading picture has come past a frame: it must know by then whether a key frame
    /// begins an interval.
    private func time(
        of frame: (packet: Packet, decoding: Int64, presentation: Int64)
    ) -> Int64 {
        frame.packet.isKey ? max(frame.decoding, frame.presentation - lead) : frame.decoding
    }

    private func place(
        _ frame: (packet: Packet, decoding: Int64, presentation: Int64), step: Int64,
        isIndependent: Bool, into events: inout [CutEvent]
    ) throws {
        let start = cutter.lastSequence == nil ? frame.decoding : max(cutter.end, frame.decoding)
        let wasUnderWay = cutter.sequence
        // Key frames of both are shown together; each is decoded when its own order needs it.
        let latest =
            frame.packet.isKey
            ? frame.presentation - lead + Self.tolerance : frame.decoding - Self.patience
        guard
            try intervals.place(
                frameAt: start, latest: MediaTime(ticks: latest), into: &events)
        else { return }
        if wasUnderWay == cutter.sequence, start > cutter.end {
            try cutter.skip(to: start, into: &events)
        }
        lastDuration = min(step, EpochCutter.frameLimit)
        try cutter.add(
            frame.packet, isIndependent: isIndependent, presentation: frame.presentation,
            duration: lastDuration, into: &events)
    }

    /// Places what waits before `edge` and closes the last segment.
    func finish(before edge: Int64, into events: inout [CutEvent]) throws {
        try place(before: edge, into: &events)
        if let last = waiting.first, last.decoding < edge - Self.tolerance {
            try place(
                last, step: lastDuration, isIndependent: last.packet.isKey, into: &events)
        }
        waiting = []
        try intervals.finish(into: &events)
    }
}
