import Media
import Recording

/// Cuts one track's frames into parts. Times are in the track's timescale on the session's
/// timeline, in decoding order.
final class PartCutter {
    let muxer: FragmentMuxer
    let epoch: Int
    private let limit: Int64
    /// The segment under way.
    private(set) var sequence: Int?
    /// The segment begun last, whether or not it is under way.
    private(set) var lastSequence: Int?
    private(set) var segmentStart: Int64 = 0
    /// Where the next frame goes on.
    private(set) var end: Int64 = 0
    /// Where the parts that were cut end: what is in none yet does not count as recorded.
    private(set) var cutEnd: Int64?
    private(set) var segmentHasParts = false
    private var partIndex = 0
    private var partStart: Int64 = 0
    private var partIsIndependent = false
    private var partHasFrames = false

    /// No part is longer than `partTarget` seconds; nil for one part a segment.
    init(muxer: FragmentMuxer, epoch: Int, partTarget: Double?) {
        self.muxer = muxer
        self.epoch = epoch
        limit =
            partTarget.map { Int64(($0 * Double(muxer.track.timescale)).rounded(.down)) } ?? .max
    }

    var track: TrackID { muxer.track.id }
    var timescale: Int32 { muxer.track.timescale }
    var segmentDuration: Int64 { end - segmentStart }

    /// Begins a segment with the next frame, after `endSegment`.
    func beginSegment(_ sequence: Int, at start: Int64) {
        self.sequence = sequence
        lastSequence = sequence
        segmentStart = start
        end = start
        partIndex = 0
        segmentHasParts = false
    }

    /// Adds a frame that is decoded where the one before ended. `isIndependent`: neither it nor
    /// what comes after it needs what was before.
    func add(
        _ packet: Packet, isIndependent: Bool, presentation: Int64, duration: Int64,
        into events: inout [CutEvent]
    ) throws {
        if partHasFrames, end + duration - partStart > limit { try cutPart(into: &events) }
        if !partHasFrames {
            partStart = end
            partIsIndependent = isIndependent
            partHasFrames = true
        }
        muxer.write(packet, presentation: presentation, decoding: end, duration: duration)
        end += duration
        // Another frame as long would not fit: waiting for it would only be late.
        if end + duration - partStart > limit { try cutPart(into: &events) }
    }

    /// Leaves a hole: the next frame stands at `start`. The part before it is cut.
    func skip(to start: Int64, into events: inout [CutEvent]) throws {
        try cutPart(into: &events)
        end = start
    }

    /// Cuts what is left and closes the segment under way.
    func endSegment(into events: inout [CutEvent]) throws {
        guard let sequence else { return }
        try cutPart(into: &events)
        self.sequence = nil
        guard segmentHasParts else { return }
        events.append(.segmentEnd(track, epoch: epoch, sequence: sequence))
    }

    /// Closes the segment under way with the parts that it has; frames in none are gone.
    func abandon(into events: inout [CutEvent]) {
        guard let sequence else { return }
        self.sequence = nil
        guard segmentHasParts else { return }
        events.append(.segmentEnd(track, epoch: epoch, sequence: sequence))
    }

    private func cutPart(into events: inout [CutEvent]) throws {
        guard let sequence, partHasFrames else { return }
        let fragment = try muxer.flush()
        let part = Part(
            index: partIndex, start: TrackTime(value: partStart, timescale: timescale),
            duration: end - partStart, isIndependent: partIsIndependent, location: nil)
        events.append(.part(track, epoch: epoch, sequence: sequence, part, fragment))
        partIndex += 1
        segmentHasParts = true
        partHasFrames = false
        cutEnd = end
    }
}
