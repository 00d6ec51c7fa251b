/// What is said of one media sequence number in two loads (RFC 8216bis §6.2.1, §6.3.4).
struct SegmentChange {
    let before: MediaDocument.Segment
    let after: MediaDocument.Segment

    init(from before: MediaDocument.Segment, to after: MediaDocument.Segment) {
        self.before = before
        self.after = after
    }

    var findings: [Finding] {
        var findings: [Finding] = []
        func find(_ rule: Rule, _ detail: String) {
            findings.append(
                Finding(rule, line: after.line, "Segment \(after.sequence): \(detail)"))
        }
        if before.uri != after.uri || before.byteRange != after.byteRange {
            find(.uriChanged, "it was \(before.uri ?? ""), and is \(after.uri ?? "").")
        }
        if before.discontinuity != after.discontinuity {
            find(.discontinuityChanged, "\(before.discontinuity) became \(after.discontinuity).")
        }
        if before.duration != after.duration || before.map != after.map
            || before.encryption != after.encryption || before.date != after.date
        {
            find(.segmentChanged, "its duration, init section, key or date is another.")
        }
        if after.isGap && !before.isGap { find(.segmentTurnedGap, "it is a gap now.") }
        return findings
    }
}
