/// What a media playlist says: its segments with all that applies to them.
struct MediaDocument: Sendable {
    struct Part: Hashable, Sendable {
        let uri: String
        /// In a resource that is more than this part.
        let byteRange: ByteRange?
        let duration: WrittenSeconds?
        let isIndependent: Bool
        let isGap: Bool
        let attributes: AttributeList
        let line: Int
    }

    struct Map: Hashable, Sendable {
        let uri: String
        let byteRange: ByteRange?
    }

    struct Segment: Hashable, Sendable {
        /// Nil while only its parts are there.
        var uri: String?
        var byteRange: ByteRange?
        var sequence: Int
        var discontinuity: Int
        var isDiscontinuity = false
        var duration: WrittenSeconds?
        var map: Map?
        /// The method of encryption; nil for none.
        var encryption: String?
        /// As it is written.
        var date: Moment?
        var isGap = false
        /// In kbit/s.
        var bitrate: Int?
        var parts: [Part] = []
        var line: Int

        /// The sum of its parts as long as it is open.
        var seconds: Seconds {
            duration?.value ?? parts.reduce(0) { $0 + ($1.duration?.value ?? 0) }
        }
    }

    let playlist: Playlist
    /// The last one may be open: parts without a URI.
    let segments: [Segment]
    let targetDuration: Int?
    let partTarget: Seconds?
    let mediaSequence: Int
    let discontinuitySequence: Int
    /// `EVENT` or `VOD`.
    let type: String?
    let hasEnd: Bool
    let skipped: Int
    let serverControl: AttributeList?

    init(_ playlist: Playlist) {
        func value(_ name: String) -> Int? { playlist.first(name)?.value.flatMap { Int($0) } }
        self.playlist = playlist
        targetDuration = value("EXT-X-TARGETDURATION")
        partTarget = playlist.first("EXT-X-PART-INF")?.attributes.seconds("PART-TARGET")
        mediaSequence = value("EXT-X-MEDIA-SEQUENCE") ?? 0
        discontinuitySequence = value("EXT-X-DISCONTINUITY-SEQUENCE") ?? 0
        type = playlist.first("EXT-X-PLAYLIST-TYPE")?.value
        hasEnd = playlist.has("EXT-X-ENDLIST")
        skipped = playlist.first("EXT-X-SKIP")?.attributes.integer("SKIPPED-SEGMENTS") ?? 0
        serverControl = playlist.first("EXT-X-SERVER-CONTROL")?.attributes
        var reader = SegmentReader(
            sequence: mediaSequence, discontinuity: discontinuitySequence)
        for element in playlist.elements { reader.take(element) }
        segments = reader.finish()
    }

    /// Segments that are complete.
    var complete: [Segment] { segments.filter { $0.uri != nil } }

    /// Parts that only precede the URI that is to come.
    var open: Segment? { segments.last?.uri == nil ? segments.last : nil }

    var hasParts: Bool { segments.contains { !$0.parts.isEmpty } }

    var hasDates: Bool { playlist.has("EXT-X-PROGRAM-DATE-TIME") }

    var dateRanges: [Playlist.Tag] { playlist.tags("EXT-X-DATERANGE") }

    var hints: [Playlist.Tag] { playlist.tags("EXT-X-PRELOAD-HINT") }

    var reports: [Playlist.Tag] { playlist.tags("EXT-X-RENDITION-REPORT") }

    /// From the first segment's start to the end of the last that is complete.
    var duration: Seconds { complete.reduce(0) { $0 + $1.seconds } }

    /// When each segment begins: its own date, or one counted on from an earlier one's.
    var dates: [Moment?] {
        var next: Moment?
        return segments.map { segment in
            let begin = segment.date ?? next
            next = begin.map { $0 + segment.seconds }
            return begin
        }
    }
}
