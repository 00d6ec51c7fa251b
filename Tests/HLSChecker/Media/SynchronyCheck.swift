/// Whether the timestamps and dates of renditions belong together (RFC 8216bis §6.2.4).
enum SynchronyCheck {
    /// A frame of sound or picture, and the dates' rounding.
    private static let tolerance: Seconds = 0.1

    static func findings(
        _ one: RenditionMedia, _ other: RenditionMedia, isVOD: Bool
    ) -> [Finding] {
        var findings: [Finding] = []
        if isVOD, let start = one.segments.first?.startSeconds,
            let otherStart = other.segments.first?.startSeconds,
            abs(start - otherStart) > tolerance
        {
            findings.append(Finding(.startTimesDiffer, "\(start) s and \(otherStart) s."))
        }
        return findings + [mappings(one, other)].compactMap(\.self)
    }

    private static func mappings(_ one: RenditionMedia, _ other: RenditionMedia) -> Finding? {
        let others = other.segments.filter { $0.date != nil && $0.start != nil }
        var index = 0
        for segment in one.segments {
            guard let date = segment.date, let start = segment.startSeconds else { continue }
            while index < others.count, let end = others[index].date,
                end + others[index].seconds / 2 < date
            {
                index += 1
            }
            guard index < others.count, let match = others[index].date,
                let matchStart = others[index].startSeconds
            else { return nil }
            // Only what lies beside it says anything of the same recording.
            guard abs(match - date) < segment.seconds / 2 else { continue }
            let shift = match - date - (matchStart - start)
            if abs(shift) > tolerance {
                return Finding(
                    .dateMappingsDiffer, "By \(shift) s at segment \(segment.sequence).")
            }
        }
        return nil
    }
}
