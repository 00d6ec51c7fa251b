import Foundation

/// How much later than by SRT with its usual 120 ms frames may come that one connection brings.
struct Lateness {
    let seconds: Double
    /// A sentence for the log; nil where it is not late.
    let words: String?

    /// What is late for other reasons is known to whoever has configured the room.
    static let none = Lateness(seconds: 0, words: nil)

    private init(seconds: Double, words: String?) {
        self.seconds = seconds
        self.words = words
    }

    /// Of a sender by SRT whose buffer, or ours for it, holds packets for so many seconds.
    init(latency: Double) {
        seconds = max(0, latency - SRTSocket.ownLatency)
        words =
            seconds > 0
            ? "The sender's buffer holds frames for \(Self.plain(latency)) s: the gate opens so "
                + "much later." : nil
    }

    /// Of the stream of a playlist's that is offered for a bandwidth.
    init(ofPlaylistAt url: StreamURL, bandwidth: Int?, fetching: (String) -> FetchedText?) {
        let found = Self.segments(of: url.text, bandwidth: bandwidth, fetching: fetching)
        seconds = found ?? Self.usual
        let reason =
            found == nil ? "Its playlist does not tell how late it is, and" : "Its segments let"
        words =
            "\(reason) frames come up to \(Self.plain(seconds)) s late: the gate opens so much "
            + "later."
    }

    /// Of segments of ten seconds: longer ones are rare.
    private static let usual = 40.0

    private static func segments(
        of address: String, bandwidth: Int?, fetching: (String) -> FetchedText?
    ) -> Double? {
        guard let first = fetching(address) else { return nil }
        let facts = PlaylistFacts(first.text)
        if let lateness = facts.lateness { return lateness }
        // All of one have the same target duration (RFC 8216 §6.2.4); segments' lengths differ.
        let variants = facts.variants.filter { $0.bandwidth == bandwidth }
        let latenesses = (variants.isEmpty ? facts.variants : variants).compactMap { variant in
            URL(string: variant.uri, relativeTo: URL(string: first.address))
                .flatMap { fetching($0.absoluteString) }
                .flatMap { PlaylistFacts($0.text).lateness }
        }
        return latenesses.max()
    }

    /// To the next tenth.
    private static func plain(_ seconds: Double) -> String {
        let tenths = (seconds * 10 - 0.001).rounded(.up)
        return tenths.truncatingRemainder(dividingBy: 10) == 0
            ? String(Int(tenths / 10)) : String(tenths / 10)
    }
}
