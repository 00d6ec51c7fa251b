import Agenda
import Recording

/// The text of a view, whole or as a delta update.
extension LivePlaylist {
    public func bytes(
        _ view: View, dateRanges: [DateRange] = [], reports: [RenditionReport] = []
    ) -> [UInt8] {
        let first = firstSequence(view)
        var text = PlaylistText()
        text.reserve(8192 + settled.bytes.count - (first < marks.count ? marks[first].offset : 0))
        writeHead(view, first: first, into: &text)
        for range in shown(dateRanges, in: view) { text.line(range.line) }
        if first < marks.count, !marks[first].beginsMap {
            text.line(writer.mapLine(marks[first].initEpoch))
        }
        writeSegments(from: first, into: &text)
        writeEnd(view, reports: reports, into: &text)
        return text.bytes
    }

    /// A delta update, or nil where it would leave out nothing: then the whole view is the answer.
    ///
    /// - Parameters:
    ///   - dateRanges: Those that it lists.
    ///   - removed: The IDs of those that went lately, where it leaves out older ones.
    public func delta(
        _ view: View, dateRanges: [DateRange] = [], removed: [String]? = nil,
        reports: [RenditionReport] = []
    ) -> [UInt8]? {
        let first = firstSequence(view)
        let skipped = skippable(view)
        guard skipped > 0 else { return nil }
        var text = PlaylistText()
        text.reserve(8192)
        writeHead(view, first: first, into: &text)
        for range in shown(dateRanges, in: view) { text.line(range.line) }
        var skip = "#EXT-X-SKIP:SKIPPED-SEGMENTS=\(skipped)"
        if let removed {
            skip += ",RECENTLY-REMOVED-DATERANGES=\"\(removed.joined(separator: "\t"))\""
        }
        text.line(skip)
        writeSegments(from: first + skipped, into: &text)
        writeEnd(view, reports: reports, into: &text)
        return text.bytes
    }

    /// How many segments at a view's start a delta update leaves out: those that end before the
    /// boundary, counted from the end of the last one that is complete.
    public func skippable(_ view: View) -> Int {
        guard !isEnded, let end = segments.last(where: { !$0.isOpen })?.end.seconds else {
            return 0
        }
        let first = firstSequence(view)
        var listed = segments.count
        while listed > first, end - segments[listed - 1].end.seconds <= DeltaUpdate.boundary {
            listed -= 1
        }
        // What became a gap of late is told for as long as anything else that is new.
        for gap in lost { listed = min(listed, gap.index) }
        return max(0, listed - first)
    }

    /// Those date ranges that a view has: the sliding one only what overlaps it.
    public func shown(_ ranges: [DateRange], in view: View) -> [DateRange] {
        // They need a segment's date (RFC 8216bis §4.4.5.1).
        guard let begin = segments.dropFirst(firstSequence(view)).first,
            let date = writer.epochs.date(of: begin)
        else { return [] }
        guard view == .sliding else { return ranges }
        return ranges.filter { range in range.end.map { $0 > date } ?? true }
    }

    private func writeHead(_ view: View, first: Int, into text: inout PlaylistText) {
        text.line("#EXTM3U")
        text.line("#EXT-X-VERSION:10")
        if view == .event { text.line("#EXT-X-PLAYLIST-TYPE:EVENT") }
        text.line("#EXT-X-TARGETDURATION:\(MediaPlaylist.targetDuration)")
        text.line(
            "#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL=\(DeltaUpdate.boundary),"
                + "CAN-SKIP-DATERANGES=YES,HOLD-BACK=12.0,PART-HOLD-BACK=1.56")
        text.line("#EXT-X-PART-INF:PART-TARGET=\(MediaPlaylist.partTarget)")
        text.line("#EXT-X-MEDIA-SEQUENCE:\(first)")
        let removed = first < marks.count ? marks[first].discontinuities : writer.discontinuities
        text.line("#EXT-X-DISCONTINUITY-SEQUENCE:\(removed)")
    }

    /// Writes what follows on the segments in front of `first`, as text that is ready and anew.
    private func writeSegments(from first: Int, into text: inout PlaylistText) {
        if first < marks.count { text.append(settled.bytes[marks[first].offset...]) }
        guard let end = segments.last?.end.seconds else { return }
        var tail = writer
        var passedOver = PlaylistText()
        let partsSince = end - Double(3 * MediaPlaylist.targetDuration)
        for index in marks.count..<segments.count {
            let segment = segments[index]
            guard index >= first else {
                tail.write(segment, showsParts: false, into: &passedOver)
                continue
            }
            tail.write(
                segment, showsParts: segment.isOpen || segment.end.seconds > partsSince,
                into: &text)
        }
    }

    private func writeEnd(
        _ view: View, reports: [RenditionReport], into text: inout PlaylistText
    ) {
        if isEnded { return text.line("#EXT-X-ENDLIST") }
        if let hint {
            let uri = writer.address.part(hint.part, of: hint.sequence, epoch: hint.epoch)
            text.line("#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"\(uri)\"")
        }
        for report in reports where report.track != track {
            text.line(report.line(view, address: writer.address))
        }
    }
}
