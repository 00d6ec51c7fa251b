public import Agenda
import Foundation
public import Recording

/// A media playlist that is complete: a session that has ended, or a clip of one.
public struct MediaPlaylist: Sendable {
    /// Seconds; constant, as players take it for granted.
    public static let targetDuration = 4
    /// No part lasts longer. A changing one stops Apple's player.
    public static let partTarget = 0.52

    public var epochs: [Epoch]
    /// Of one track, in order.
    public var segments: [Segment]
    public var dateRanges: [DateRange]
    public var address: MediaAddress
    /// Where playing starts, from the first segment's start.
    public var startOffset: MediaTime?

    /// A whole session.
    public init(
        epochs: [Epoch], segments: [Segment], dateRanges: [DateRange] = [],
        address: MediaAddress = MediaAddress()
    ) {
        self.epochs = epochs
        self.segments = segments
        self.dateRanges = dateRanges
        self.address = address
    }

    /// A clip: the segments of those numbers whose picture covers the ranges, which are in order
    /// of time. The sound's own segments begin a frame before or after the picture's.
    ///
    /// `picture` are the session's segments of the track that leads; nil for those themselves.
    public init(
        clip ranges: [MediaInterval], epochs: [Epoch], segments: [Segment],
        picture: [Segment]? = nil, address: MediaAddress
    ) {
        let numbers = Set((picture ?? segments).filter { $0.covers(any: ranges) }.map(\.sequence))
        let covering = segments.filter { numbers.contains($0.sequence) }
        self.init(epochs: epochs, segments: covering, address: address)
        if let begin = ranges.first?.start, let first = covering.first?.start.mediaTime {
            startOffset = max(.zero, begin - first)
        }
    }

    /// What it needs.
    public var rate: BitRate {
        var rate = BitRate()
        for segment in segments {
            guard let length = segment.location?.range.length else { continue }
            rate.add(bytes: length, seconds: segment.seconds)
        }
        return rate
    }

    public var bytes: [UInt8] {
        var text = PlaylistText()
        text.reserve(512 + segments.count * 128)
        text.line("#EXTM3U")
        text.line("#EXT-X-VERSION:8")
        text.line("#EXT-X-PLAYLIST-TYPE:VOD")
        text.line("#EXT-X-TARGETDURATION:\(Self.targetDuration)")
        if !segments.isEmpty && segments.allSatisfy(\.isIndependent) {
            text.line("#EXT-X-INDEPENDENT-SEGMENTS")
        }
        text.line("#EXT-X-MEDIA-SEQUENCE:0")
        if let startOffset {
            let offset = Decimal.thousandths((startOffset.ticks + 45) / 90)
            text.line("#EXT-X-START:TIME-OFFSET=\(offset),PRECISE=YES")
        }
        let index = EpochIndex(epochs)
        // Date ranges need a segment's date (RFC 8216bis §4.4.5.1).
        if segments.contains(where: { index.date(of: $0) != nil }) {
            for range in dateRanges { text.line(range.line) }
        }
        var writer = SegmentWriter(epochs: index, address: address)
        var last: Int?
        for segment in segments {
            var complete = segment
            complete.parts = []
            complete.isOpen = false
            // Numbers are the same in all tracks, and so are their discontinuities.
            let isJump = last.map { segment.sequence != $0 + 1 } ?? false
            writer.write(complete, showsParts: false, isJump: isJump, into: &text)
            last = segment.sequence
        }
        text.line("#EXT-X-ENDLIST")
        return text.bytes
    }
}

extension Segment {
    /// Whether it shows something of one of these stretches.
    public func covers(any ranges: [MediaInterval]) -> Bool {
        ranges.contains { range in
            guard end.mediaTime > range.start else { return false }
            guard let end = range.end else { return true }
            return start.mediaTime < end
        }
    }
}
