/// Parts and what they make up together (RFC 8216bis §3.2, §4.4.4.9).
enum PartCheck: DocumentCheck {
    static func findings(in document: MediaDocument) -> [Finding] {
        guard document.hasParts else { return [] }
        var findings = lateTags(document) + sums(document)
        if let target = document.partTarget {
            for segment in document.segments {
                findings += durations(segment, target, isOpen: segment.uri == nil)
            }
        } else {
            findings.append(Finding(.missingPartInf, "There are parts."))
        }
        if !document.hasDates {
            findings.append(Finding(.missingLowLatencyDate, "There is none."))
        }
        for segment in document.complete where segment.isGap {
            for part in segment.parts where !part.isGap {
                findings.append(
                    Finding(.unmarkedGapPart, line: part.line, "Its segment is a gap."))
            }
        }
        return findings
    }

    private static func durations(
        _ segment: MediaDocument.Segment, _ target: Seconds, isOpen: Bool
    ) -> [Finding] {
        segment.parts.indices.compactMap { index in
            let part = segment.parts[index]
            guard let duration = part.duration?.value else { return nil }
            if duration > target + 0.000_001 {
                return Finding(.partTooLong, line: part.line, "\(duration) s of \(target).")
            }
            // What is last of an open segment may be its last.
            let isLast = index == segment.parts.count - 1
            let isBeforeGap = !isLast && segment.parts[index + 1].isGap
            guard duration < 0.85 * target - 0.000_001, !isLast, !isBeforeGap, !part.isGap,
                !part.isIndependent
            else { return nil }
            return Finding(.partTooShort, line: part.line, "\(duration) s of \(target).")
        }
    }

    /// Parts are removed from the front, so that the first segment may have only some of its.
    private static func sums(_ document: MediaDocument) -> [Finding] {
        let first = document.complete.first { !$0.parts.isEmpty }?.sequence
        return document.complete.compactMap { segment in
            guard !segment.parts.isEmpty, let duration = segment.duration else { return nil }
            let parts = segment.parts.compactMap(\.duration)
            let sum = parts.reduce(0) { $0 + $1.value }
            let rounding = parts.reduce(duration.rounding) { $0 + $1.rounding } + 0.000_001
            let isWrong =
                segment.sequence == first
                ? sum > duration.value + rounding : abs(sum - duration.value) > rounding
            return isWrong
                ? Finding(
                    .partsDuration, line: segment.line,
                    "Its parts last \(sum) s, EXTINF is \(duration.value).") : nil
        }
    }

    private static func lateTags(_ document: MediaDocument) -> [Finding] {
        var hasPart = false
        let late = ["EXT-X-DISCONTINUITY", "EXT-X-KEY", "EXT-X-MAP", "EXT-X-PROGRAM-DATE-TIME"]
        return document.playlist.elements.compactMap { element in
            guard case .tag(let tag) = element else {
                hasPart = false
                return nil
            }
            if tag.name == "EXT-X-PART" { hasPart = true }
            return hasPart && late.contains(tag.name)
                ? Finding(.latePartTags, line: tag.line, "#\(tag.name) comes after a part.") : nil
        }
    }
}
