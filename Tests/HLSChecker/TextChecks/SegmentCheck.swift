/// Each segment's tags and its URI (RFC 8216bis §4.4.4).
enum SegmentCheck: DocumentCheck {
    static func findings(in document: MediaDocument) -> [Finding] {
        unfinished(document) + document.complete.flatMap { findings(in: $0, of: document) }
    }

    private static func findings(
        in segment: MediaDocument.Segment, of document: MediaDocument
    ) -> [Finding] {
        var findings: [Finding] = []
        func find(_ rule: Rule, _ detail: String) {
            findings.append(Finding(rule, line: segment.line, detail))
        }
        if let duration = segment.duration, let target = document.targetDuration,
            duration.value.rounded() > Seconds(target)
        {
            find(.targetDurationExceeded, "EXTINF is \(duration.value), the target \(target).")
        }
        if segment.duration == nil { find(.missingEXTINF, "The URI has no #EXTINF.") }
        if let range = segment.byteRange, range.offset == nil {
            find(.undefinedByteRange, "Nothing of this resource is before it.")
        }
        return findings
    }

    /// Tags of a segment that no URI follows; what has parts is still to be completed.
    private static func unfinished(_ document: MediaDocument) -> [Finding] {
        var pending: Playlist.Tag?
        for element in document.playlist.elements {
            switch element {
            case .uri: pending = nil
            case .tag(let tag):
                if ["EXTINF", "EXT-X-BYTERANGE", "EXT-X-GAP"].contains(tag.name) { pending = tag }
            }
        }
        return pending.map {
            [Finding(.missingURI, line: $0.line, "Nothing comes after #\($0.name).")]
        } ?? []
    }
}
