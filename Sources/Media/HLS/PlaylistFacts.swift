import Foundation

/// What an HLS playlist tells of how late its media come.
struct PlaylistFacts {
    /// The media playlists of a multivariant one, with what EXT-X-STREAM-INF says.
    private(set) var variants: [(uri: String, bandwidth: Int?)] = []
    /// Seconds that a segment is never longer than, to the next whole one (RFC 8216 §4.3.3.1).
    private(set) var target: Double?
    /// The longest segment's seconds.
    private(set) var longest: Double?

    /// Lines that it does not know are passed over.
    init(_ text: String) {
        var offered: Int??
        for line in text.split(whereSeparator: \.isNewline) {
            if let rest = Self.rest(of: line, after: "#EXT-X-STREAM-INF:") {
                offered = rest.firstMatch(of: /(?:^|,)\s*BANDWIDTH=([0-9]+)/).flatMap { Int($0.1) }
            } else if let rest = Self.rest(of: line, after: "#EXT-X-TARGETDURATION:") {
                target = Self.seconds(rest) ?? target
            } else if let rest = Self.rest(of: line, after: "#EXTINF:") {
                if let seconds = Self.seconds(rest) { longest = max(longest ?? 0, seconds) }
            } else if !line.hasPrefix("#"), let bandwidth = offered {
                variants.append((line.trimmingCharacters(in: .whitespaces), bandwidth))
                offered = nil
            }
        }
    }

    /// Seconds that what comes may be old: playing begins three target durations before the end
    /// at the earliest (RFC 8216 §6.3.3), and the next segment is listed when it is whole. Nil for
    /// what is no media playlist.
    var lateness: Double? { target.map { 3 * $0 + (longest ?? $0) } }

    private static func rest(of line: Substring, after tag: String) -> Substring? {
        line.hasPrefix(tag) ? line.dropFirst(tag.count) : nil
    }

    private static func seconds(_ text: Substring) -> Double? {
        Double(text.prefix { $0 != "," }.trimmingCharacters(in: .whitespaces))
            .flatMap { $0.isFinite && $0 >= 0 ? $0 : nil }
    }
}
