import Foundation

/// BANDWIDTH and CODECS of variants, against what their renditions have (RFC 8216bis §4.4.6.2).
struct RateCheck {
    let multivariant: Playlist
    let url: URL
    let media: [URL: RenditionMedia]
    /// Whether nothing more comes.
    let isComplete: Bool
    let targetDuration: Seconds

    var findings: [Finding] {
        var findings: [Finding] = []
        var variant: Playlist.Tag?
        for element in multivariant.elements {
            switch element {
            case .tag(let tag): variant = tag.name == "EXT-X-STREAM-INF" ? tag : nil
            case .uri(let uri, _):
                if let variant { findings += check(variant, uri) }
                variant = nil
            }
        }
        return findings
    }

    private func check(_ variant: Playlist.Tag, _ uri: String) -> [Finding] {
        let own = [rendition(uri)].compactMap(\.self)
        let groups = ["AUDIO", "VIDEO", "SUBTITLES"].map { group($0, variant.attributes[$0]) }
        var findings: [Finding] = []
        func sum(_ rate: (RenditionMedia) -> Double) -> Double {
            groups.reduce(own.map(rate).max() ?? 0) { $0 + ($1.map(rate).max() ?? 0) }
        }
        let peak = sum(Self.peak(over: targetDuration))
        if let bandwidth = variant.attributes.integer("BANDWIDTH"), Double(bandwidth) + 1 < peak {
            findings.append(
                Finding(.bandwidthTooLow, line: variant.line, "It is \(bandwidth) of \(peak)."))
        }
        let average = sum(Self.average)
        if isComplete, let said = variant.attributes.integer("AVERAGE-BANDWIDTH"),
            Double(said) * 1.01 < average
        {
            findings.append(
                Finding(
                    .averageBandwidthTooLow, line: variant.line, "It is \(said) of \(average)."))
        }
        if let codecs = variant.attributes["CODECS"]?.split(separator: ",").map(String.init) {
            let needed = Set((own + groups.joined()).flatMap(\.codecs))
            let missing = needed.filter { codec in
                !codecs.contains { $0 == codec || $0.hasPrefix(codec + ".") }
            }
            if let codec = missing.sorted().first {
                findings.append(
                    Finding(.missingCodec, line: variant.line, "\(codec) is missing."))
            }
        }
        return findings
    }

    private func rendition(_ uri: String) -> RenditionMedia? {
        URL(string: uri, relativeTo: url).flatMap { media[$0.absoluteURL] }
    }

    private func group(_ type: String, _ id: String?) -> [RenditionMedia] {
        guard let id else { return [] }
        return multivariant.tags("EXT-X-MEDIA").compactMap { tag in
            guard tag.attributes["TYPE"] == type, tag.attributes["GROUP-ID"] == id else {
                return nil
            }
            return tag.attributes["URI"].flatMap(rendition)
        }
    }

    /// Of any segments together that last half a target duration to one and a half and 0.5 s.
    private static func peak(over target: Seconds) -> (RenditionMedia) -> Double {
        { media in
            var peak = 0.0
            for start in media.segments.indices {
                var (bits, seconds) = (0.0, 0.0)
                for segment in media.segments[start...] {
                    guard let bytes = segment.bytes else { break }
                    bits += Double(bytes) * 8
                    seconds += segment.seconds
                    guard seconds <= 1.5 * target + 0.5 else { break }
                    if seconds >= 0.5 * target { peak = max(peak, bits / seconds) }
                }
            }
            return peak
        }
    }

    private static func average(_ media: RenditionMedia) -> Double {
        let known = media.segments.filter { $0.bytes != nil }
        let seconds = known.reduce(0) { $0 + $1.seconds }
        let bytes = known.reduce(0) { $0 + ($1.bytes ?? 0) }
        return seconds > 0 ? Double(bytes) * 8 / seconds : 0
    }
}
