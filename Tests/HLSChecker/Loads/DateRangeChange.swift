/// How the date ranges of a playlist went on (RFC 8216bis §4.4.5.1, §6.2.1).
struct DateRangeChange {
    /// As they were last seen, whenever that was: an ID is never used again.
    let known: [String: DateRangeTag]
    let before: MediaDocument
    let after: MediaDocument

    var findings: [Finding] {
        // A delta update leaves older ones out.
        guard after.skipped == 0 else { return [] }
        let now = DateRangeTag.all(in: after)
        var findings: [Finding] = []
        for (id, range) in now {
            guard let earlier = known[id] else { continue }
            let changed = earlier.attributes.filter { range.attributes[$0.key] != $0.value }
            if let name = changed.keys.sorted().first {
                let line = after.dateRanges.first { $0.attributes["ID"] == id }?.line
                findings.append(Finding(.dateRangeChanged, line: line, "\(id) had \(name)."))
            }
        }
        for (id, range) in DateRangeTag.all(in: before) where now[id] == nil && isShown(range) {
            findings.append(Finding(.dateRangeRemoved, "\(id) is gone."))
        }
        return findings
    }

    /// Whether a moment of the range is one of a segment in the playlist.
    private func isShown(_ range: DateRangeTag) -> Bool {
        let dates = after.dates
        guard let start = range.start, let first = dates.first.flatMap(\.self),
            let last = dates.last.flatMap(\.self), let segment = after.segments.last
        else { return false }
        if let end = range.end, end <= first { return false }
        return start < last + segment.seconds
    }
}
