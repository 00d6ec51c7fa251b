public import Foundation

/// Holds a multivariant playlist and its media playlists side by side (RFC 8216bis §6.2.4).
public enum PresentationCheck {
    /// - Parameter media: In the order in which they were loaded.
    public static func findings(
        multivariant: String, media: [(url: URL, text: String)]
    ) -> [Finding] {
        let renditions = media.map {
            Rendition(url: $0.url, document: MediaDocument(Playlist($0.text)))
        }
        .filter { !$0.document.playlist.has("EXT-X-I-FRAMES-ONLY") }
        var findings = starts(Playlist(multivariant), renditions)
        for (index, rendition) in renditions.enumerated() {
            for other in renditions[..<index] {
                findings += pair(other.document, rendition.document).map { $0.at(rendition.name) }
            }
        }
        return findings + ReportCheck.findings(renditions)
    }

    private static func starts(_ multivariant: Playlist, _ renditions: [Rendition]) -> [Finding] {
        guard let start = multivariant.first("EXT-X-START") else { return [] }
        return renditions.compactMap { rendition in
            guard let own = rendition.document.playlist.first("EXT-X-START"),
                own.value != start.value
            else { return nil }
            return Finding(.startsDiffer, line: own.line, "It is another.").at(rendition.name)
        }
    }

    private static func pair(_ one: MediaDocument, _ other: MediaDocument) -> [Finding] {
        var findings: [Finding] = []
        if one.targetDuration != other.targetDuration {
            findings.append(
                Finding(
                    .targetDurationsDiffer,
                    "\(one.targetDuration ?? 0) and \(other.targetDuration ?? 0)."))
        }
        if one.type != other.type {
            findings.append(
                Finding(
                    .playlistTypesDiffer, "\(one.type ?? "None") and \(other.type ?? "none")."))
        }
        if !one.segments.isEmpty, !other.segments.isEmpty, one.hasDates != other.hasDates {
            findings.append(Finding(.datesInSomeOnly, "One of two has."))
        }
        if one.serverControl.map({ Set($0.all) }) != other.serverControl.map({ Set($0.all) }) {
            findings.append(Finding(.serverControlsDiffer, "They are not."))
        }
        let (ranges, others) = (DateRangeTag.all(in: one), DateRangeTag.all(in: other))
        if !ranges.isEmpty, !others.isEmpty,
            ranges.mapValues(\.attributes) != others.mapValues(\.attributes)
        {
            findings.append(Finding(.dateRangesDiffer, "They are not."))
        }
        if let target = one.targetDuration, one.hasEnd, other.hasEnd,
            abs(one.duration - other.duration) > Seconds(target)
        {
            findings.append(
                Finding(.lengthsDiffer, "\(one.duration) s and \(other.duration) s."))
        }
        return findings + discontinuities(one, other)
    }

    /// Segments of the same time have to count the same discontinuities.
    private static func discontinuities(
        _ one: MediaDocument, _ other: MediaDocument
    ) -> [Finding] {
        let others = zip(other.segments, other.dates).compactMap { segment, date in
            date.map { (segment, $0) }
        }
        var index = 0
        for (segment, date) in zip(one.segments, one.dates) {
            guard let date else { continue }
            let end = date + segment.seconds
            while index < others.count, others[index].1 + others[index].0.seconds <= date {
                index += 1
            }
            guard index < others.count else { return [] }
            let (match, start) = others[index]
            let common = min(end, start + match.seconds) - max(date, start)
            if common > min(segment.seconds, match.seconds) / 2,
                segment.discontinuity != match.discontinuity
            {
                return [
                    Finding(
                        .discontinuitiesDiffer, line: match.line,
                        "\(segment.discontinuity) and \(match.discontinuity).")
                ]
            }
        }
        return []
    }
}
