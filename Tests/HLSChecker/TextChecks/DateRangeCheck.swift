/// Date ranges, each of which may be told of in several tags (RFC 8216bis §4.4.5.1).
enum DateRangeCheck: DocumentCheck {
    static func findings(in document: MediaDocument) -> [Finding] {
        let tags = document.dateRanges
        guard let first = tags.first else { return [] }
        var findings: [Finding] = []
        if !document.hasDates {
            findings.append(
                Finding(.dateRangeWithoutDate, line: first.line, "There is none."))
        }
        var known: [String: [String: String]] = [:]
        for tag in tags {
            guard let id = tag.attributes["ID"] else { continue }
            findings += conflicts(tag, known[id, default: [:]])
            for attribute in tag.attributes.all {
                known[id, default: [:]][attribute.name] = attribute.written
            }
            findings += self.findings(in: DateRangeTag(known[id] ?? [:]), tag)
        }
        return findings
    }

    private static func conflicts(
        _ tag: Playlist.Tag, _ known: [String: String]
    ) -> [Finding] {
        tag.attributes.all.compactMap { attribute in
            guard let before = known[attribute.name], before != attribute.written else {
                return nil
            }
            return Finding(
                .dateRangeConflict, line: tag.line,
                "\(attribute.name) is \(attribute.written), and was \(before).")
        }
    }

    private static func findings(in range: DateRangeTag, _ tag: Playlist.Tag) -> [Finding] {
        var findings: [Finding] = []
        func find(_ rule: Rule, _ detail: String) {
            findings.append(Finding(rule, line: tag.line, detail))
        }
        guard let start = range.start else {
            if range.attributes["START-DATE"] == nil { find(.missingStartDate, "There is none.") }
            return findings
        }
        if let end = range.endDate {
            if end < start {
                find(.dateRangeBackwards, "It ends \(start - end) s before it.")
            } else if let duration = range.duration, abs(end - start - duration) > 0.001 {
                find(.dateRangeDuration, "\(end - start) s are between the dates.")
            }
        }
        if range.endsOnNext {
            if range.text("CLASS") == nil { find(.endOnNextWithoutClass, "It has none.") }
            if range.endDate != nil || range.duration != nil {
                find(.endOnNextWithEnd, "It has one.")
            }
        }
        let cues = range.text("CUE")?.split(separator: ",") ?? []
        if cues.contains("PRE") && cues.contains("POST") { find(.dateRangeCue, "It is both.") }
        return findings
    }
}
