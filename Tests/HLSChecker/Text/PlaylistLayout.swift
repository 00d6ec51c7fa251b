/// The lines of a media playlist, sorted by what they belong to.
struct PlaylistLayout: Sendable {
    /// What describes the playlist as a whole, and stands in front of its segments.
    var head: [String] = []
    var dateRanges: [(id: String, line: String)] = []
    var skip: AttributeList?
    /// Each segment's tags, and its URI at the end.
    var segments: [[String]] = []
    /// Tags of the segment that is to come.
    var open: [String] = []
    /// Hints, reports, and the end.
    var foot: [String] = []
    private(set) var mediaSequence = 0

    init(_ text: String) {
        for line in Line.all(of: text) {
            switch line.content {
            case .blank, .comment: continue
            case .uri:
                segments.append(open + [line.text])
                open = []
            case .tag(let name, let value): take(line.text, name, value ?? "")
            }
        }
    }

    private mutating func take(_ line: String, _ name: String, _ value: String) {
        switch name {
        case "EXT-X-DATERANGE":
            dateRanges.append((AttributeList(value)["ID"] ?? "", line))
        case "EXT-X-SKIP": skip = AttributeList(value)
        case "EXT-X-PRELOAD-HINT", "EXT-X-RENDITION-REPORT", "EXT-X-ENDLIST": foot.append(line)
        default:
            if TagSyntax.all[name]?.scope == .segment {
                open.append(line)
            } else {
                if name == "EXT-X-MEDIA-SEQUENCE" { mediaSequence = Int(value) ?? 0 }
                head.append(line)
            }
        }
    }

    var skipped: Int { skip?.integer("SKIPPED-SEGMENTS") ?? 0 }

    /// The IDs of the date ranges that are gone; nil where the update leaves none out.
    var removed: [String]? {
        skip?["RECENTLY-REMOVED-DATERANGES"].map { list in
            list.split(separator: "\t").map(String.init)
        }
    }

    var text: String {
        let lines = head + dateRanges.map(\.line) + segments.joined() + open + foot
        return lines.map { $0 + "\n" }.joined()
    }

    /// The same without the order that means nothing: of what describes the playlist, of date
    /// ranges, and of a segment's tags.
    var sorted: PlaylistLayout {
        var layout = self
        layout.head.sort()
        layout.dateRanges.sort { $0.line < $1.line }
        layout.segments = segments.map { $0.dropLast().sorted() + $0.suffix(1) }
        layout.foot.sort()
        return layout
    }

    // MARK: Delta updates

    /// A delta update and what it skips, taken from an earlier version; nil where that lacks some
    /// of it (RFC 8216bis §6.3.7).
    static func merging(_ earlier: PlaylistLayout, _ delta: PlaylistLayout) -> PlaylistLayout? {
        let gone = delta.mediaSequence - earlier.mediaSequence
        guard gone >= 0, gone + delta.skipped <= earlier.segments.count else { return nil }
        var merged = delta
        merged.skip = nil
        var skipped = earlier.segments[gone..<gone + delta.skipped].map { lines in
            // Parts go as they get away from the end.
            lines.filter { !$0.hasPrefix("#EXT-X-PART:") }
        }
        let standing = earlier.standing(after: gone)
        if !skipped.isEmpty {
            let own = Set(skipped[0].compactMap(Self.standingName))
            skipped[0] = standing.filter { !own.contains($0.name) }.map(\.line) + skipped[0]
        }
        merged.segments = skipped + delta.segments
        if let removed = delta.removed {
            var ranges = earlier.dateRanges.filter { !removed.contains($0.id) }
            for range in delta.dateRanges {
                if let index = ranges.firstIndex(where: { $0.id == range.id }) {
                    ranges[index] = range
                } else {
                    ranges.append(range)
                }
            }
            merged.dateRanges = ranges
        }
        return merged
    }

    /// The tags that still apply behind the first segments.
    private func standing(after count: Int) -> [(name: String, line: String)] {
        var found: [(name: String, line: String)] = []
        for line in segments.prefix(count).joined() {
            guard let name = Self.standingName(line) else { continue }
            found.removeAll { $0.name == name }
            found.append((name, line))
        }
        return found
    }

    /// Names a tag that applies to all segments after it, until one of its name comes.
    private static func standingName(_ line: String) -> String? {
        for name in ["#EXT-X-MAP:", "#EXT-X-KEY:", "#EXT-X-BITRATE:"] where line.hasPrefix(name) {
            return name + (AttributeList(String(line.dropFirst(name.count)))["KEYFORMAT"] ?? "")
        }
        return nil
    }
}
