/// Whether segments go on where those before them end, and their dates with them.
enum TimelineCheck {
    /// What two tracks may end apart where a recording was begun anew.
    private static let seam: Seconds = 1

    static func findings(_ before: MeasuredSegment, _ segment: MeasuredSegment) -> [Finding] {
        guard segment.sequence == before.sequence + 1, !segment.isDiscontinuity else { return [] }
        return [timeline(before, segment), dates(before, segment)].compactMap(\.self)
    }

    private static func timeline(
        _ before: MeasuredSegment, _ segment: MeasuredSegment
    ) -> Finding? {
        guard let end = before.end, let start = segment.start, let timescale = segment.timescale,
            before.timescale == timescale
        else { return nil }
        let gap = start - end
        let isSeam =
            before.folder != segment.folder && segment.date != nil
            && (0...seam).contains(Seconds(gap) / Seconds(timescale))
        if (-1...1).contains(gap) || isSeam { return nil }
        return Finding(
            .timelineBreak,
            "Segment \(segment.sequence) begins at \(start), the one before ends at \(end).")
    }

    /// Within one recording dates go on as timestamps do, but for their rounding.
    private static func dates(_ before: MeasuredSegment, _ segment: MeasuredSegment) -> Finding? {
        guard before.folder == segment.folder, let earlier = before.date, let date = segment.date,
            let from = before.startSeconds, let to = segment.startSeconds,
            abs(date - earlier - (to - from)) > 0.002
        else { return nil }
        return Finding(
            .dateDrift,
            "Segment \(segment.sequence) is dated \(date - earlier) s after the one before, and "
                + "begins \(to - from) s after it.")
    }
}
