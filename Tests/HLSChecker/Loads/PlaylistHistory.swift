/// All loads of one media playlist, the server's restarts between them included.
public struct PlaylistHistory: Sendable {
    private var last: MediaDocument?
    private var lastText = ""
    private var segments: [Int: MediaDocument.Segment] = [:]
    private var dateRanges: [String: DateRangeTag] = [:]

    public init() {}

    /// Gives what changed though it must not have.
    public mutating func add(_ text: String) -> [Finding] {
        let playlist = Playlist(text)
        guard !playlist.isMultivariant else { return [] }
        let document = MediaDocument(playlist)
        var findings: [Finding] = []
        if let last {
            let change = PlaylistChange(from: last, to: document)
            findings += change.findings
            if last.type == "VOD" && text != lastText {
                findings.append(Finding(.vodChanged, "It is another."))
            }
            findings += DateRangeChange(known: dateRanges, before: last, after: document).findings
        }
        for segment in document.complete {
            if let known = segments[segment.sequence] {
                findings += SegmentChange(from: known, to: segment).findings
            }
            segments[segment.sequence] = segment
        }
        for (id, range) in DateRangeTag.all(in: document) { dateRanges[id] = range }
        last = document
        lastText = text
        return findings
    }
}
