/// What a track needs, measured over its segments.
public struct BitRate: Hashable, Sendable {
    /// The highest of any segment so far, in bits a second.
    public private(set) var highest = 0
    private var bytes: Int64 = 0
    private var seconds = 0.0

    public init() {}

    public mutating func add(bytes length: Int64, seconds duration: Double) {
        guard duration > 0 else { return }
        bytes += length
        seconds += duration
        // A stretch below half the target duration is no peak (RFC 8216bis §4.4.6.2).
        guard duration >= Double(MediaPlaylist.targetDuration) / 2 else { return }
        highest = max(highest, Int((Double(length) * 8 / duration).rounded(.up)))
    }

    /// Over everything so far, in bits a second.
    public var average: Int {
        seconds > 0 ? Int((Double(bytes) * 8 / seconds).rounded(.up)) : 0
    }

    /// The highest, or the average where all segments were short.
    public var peak: Int { max(highest, average) }
}
