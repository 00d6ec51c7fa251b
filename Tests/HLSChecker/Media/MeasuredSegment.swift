/// What was found of a segment in its bytes.
struct MeasuredSegment: Sendable {
    let sequence: Int
    let discontinuity: Int
    let isDiscontinuity: Bool
    /// The folder of its URI: another one means that it was recorded anew.
    let folder: String
    let date: Moment?
    let isGap: Bool
    /// As EXTINF says.
    let seconds: Seconds
    /// The rest is missing of a gap, and of what could not be read.
    var bytes: Int?
    var timescale: Int?
    var start: Int?
    var end: Int?

    init(_ segment: MediaDocument.Segment) {
        sequence = segment.sequence
        discontinuity = segment.discontinuity
        isDiscontinuity = segment.isDiscontinuity
        let path = segment.uri?.prefix { $0 != "?" } ?? ""
        folder = path.split(separator: "/").dropLast().joined(separator: "/")
        date = segment.date
        isGap = segment.isGap
        seconds = segment.seconds
    }

    var startSeconds: Seconds? {
        guard let start, let timescale else { return nil }
        return Seconds(start) / Seconds(timescale)
    }
}
