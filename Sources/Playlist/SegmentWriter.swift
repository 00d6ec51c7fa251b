import Foundation
import Recording

/// Writes segments one after another, each with what changed since the one before.
struct SegmentWriter: Sendable {
    var epochs: EpochIndex
    var address: MediaAddress
    private var initEpoch: Int?
    private var date: Date?
    /// When the last segment that has a date ended.
    private var end: Date?
    /// Discontinuities written so far.
    private(set) var discontinuities = 0

    init(epochs: EpochIndex, address: MediaAddress) {
        self.epochs = epochs
        self.address = address
    }

    /// Writes a segment; one that is open has parts and no duration yet.
    ///
    /// - Parameters:
    ///   - showsParts: Whether its parts are listed in front of it.
    ///   - isJump: Whether the segment before ends elsewhere on the timeline.
    mutating func write(
        _ segment: Segment, showsParts: Bool, isJump: Bool = false, into text: inout PlaylistText
    ) {
        let needed = epochs.initEpoch(of: segment)
        let isChanged = initEpoch != nil && initEpoch != needed
        if isChanged || isJump {
            text.line("#EXT-X-DISCONTINUITY")
            discontinuities += 1
        }
        if initEpoch != needed {
            text.line(mapLine(needed))
            initEpoch = needed
        }
        if let shown = epochs.date(of: segment) {
            let next = unambiguous(shown)
            date = next
            end = next.addingTimeInterval(segment.seconds)
            text.line("#EXT-X-PROGRAM-DATE-TIME:" + ProgramDateTime.text(next))
        }
        if showsParts {
            for part in segment.parts { text.line(partLine(part, of: segment)) }
        }
        guard !segment.isOpen else { return }
        if segment.location == nil && segment.parts.isEmpty { text.line("#EXT-X-GAP") }
        let length = Decimal.seconds(segment.duration, timescale: segment.start.timescale)
        text.line("#EXTINF:\(length),")
        text.line(address.segment(segment.sequence, epoch: segment.epoch))
    }

    /// The clock of two epochs may overlap by a frame of sound; by more, a date would be two
    /// segments' (RFC 8216bis §6.2.1).
    private func unambiguous(_ shown: Date) -> Date {
        if let end, shown < end.addingTimeInterval(-0.05) { return end }
        return max(shown, date ?? shown)
    }

    func mapLine(_ epoch: Int) -> String {
        "#EXT-X-MAP:URI=\"\(address.initSection(ofEpoch: epoch))\""
    }

    private func partLine(_ part: Part, of segment: Segment) -> String {
        let length = Decimal.seconds(part.duration, timescale: part.start.timescale)
        let uri = address.part(part.index, of: segment.sequence, epoch: segment.epoch)
        let line = "#EXT-X-PART:DURATION=\(length),URI=\"\(uri)\""
        return part.isIndependent ? line + ",INDEPENDENT=YES" : line
    }
}
