/// Puts the tags of a media playlist together to segments.
struct SegmentReader {
    private var segments: [MediaDocument.Segment] = []
    private var next: MediaDocument.Segment
    /// Whether anything of the next segment stood there already.
    private var hasBegun = false
    private var lastRange: (uri: String, end: Int)?
    private var lastPartRange: (uri: String, end: Int)?

    init(sequence: Int, discontinuity: Int) {
        next = MediaDocument.Segment(
            sequence: sequence, discontinuity: discontinuity, line: 0)
    }

    mutating func take(_ element: Playlist.Element) {
        switch element {
        case .uri(let uri, let line): complete(uri, line)
        case .tag(let tag):
            if TagSyntax.all[tag.name]?.scope == .segment {
                if !hasBegun { next.line = tag.line }
                hasBegun = true
            }
            take(tag)
        }
    }

    /// All segments, and the one that is still open.
    consuming func finish() -> [MediaDocument.Segment] {
        if !next.parts.isEmpty { segments.append(next) }
        return segments
    }

    private mutating func take(_ tag: Playlist.Tag) {
        switch tag.name {
        case "EXTINF":
            next.duration = tag.value.flatMap { value in
                WrittenSeconds(Substring(value.utf8.prefix { $0 != UInt8(ascii: ",") }))
            }
        case "EXT-X-BYTERANGE": next.byteRange = tag.value.flatMap { ByteRange($0) }
        case "EXT-X-DISCONTINUITY":
            next.isDiscontinuity = true
            next.discontinuity += 1
        case "EXT-X-KEY":
            let method = tag.attributes["METHOD"]
            next.encryption = method == "NONE" ? nil : method
        case "EXT-X-MAP":
            next.map = tag.attributes["URI"].map { uri in
                MediaDocument.Map(
                    uri: uri, byteRange: tag.attributes["BYTERANGE"].flatMap { ByteRange($0) })
            }
        case "EXT-X-PROGRAM-DATE-TIME": next.date = tag.value.flatMap { Moment($0) }
        case "EXT-X-GAP": next.isGap = true
        case "EXT-X-BITRATE": next.bitrate = tag.value.flatMap { Int($0) }
        case "EXT-X-PART": next.parts.append(part(tag))
        case "EXT-X-SKIP":
            next.sequence += tag.attributes.integer("SKIPPED-SEGMENTS") ?? 0
        default: break
        }
    }

    private mutating func part(_ tag: Playlist.Tag) -> MediaDocument.Part {
        let uri = tag.attributes["URI"] ?? ""
        var range = tag.attributes["BYTERANGE"].flatMap { ByteRange($0) }
        if let length = range?.length, range?.offset == nil, lastPartRange?.uri == uri {
            range = ByteRange(length: length, offset: lastPartRange?.end)
        }
        lastPartRange = range.map { (uri, ($0.offset ?? 0) + $0.length) }
        return MediaDocument.Part(
            uri: uri, byteRange: range, duration: tag.attributes.written("DURATION"),
            isIndependent: tag.attributes["INDEPENDENT"] == "YES",
            isGap: tag.attributes["GAP"] == "YES", attributes: tag.attributes, line: tag.line)
    }

    private mutating func complete(_ uri: String, _ line: Int) {
        var segment = next
        segment.uri = uri
        segment.line = line
        if let range = segment.byteRange, range.offset == nil, lastRange?.uri == uri {
            segment.byteRange = ByteRange(length: range.length, offset: lastRange?.end)
        }
        lastRange = segment.byteRange.map { (uri, ($0.offset ?? 0) + $0.length) }
        lastPartRange = nil
        segments.append(segment)
        next.sequence += 1
        next.isDiscontinuity = false
        next.duration = nil
        next.byteRange = nil
        next.date = nil
        next.isGap = false
        next.parts = []
        hasBegun = false
    }
}
