/// What a track needs, measured over its segments.
public struct BitRate: Hashable, Sendable {
    private struct Stretch: Hashable {
        var bytes: Int64
        var seconds: Double
    }

    /// The highest of any segments in a row so far, in bits a second.
    ///
    /// They last between half a target duration and one and a half and 0.5 s (RFC 8216bis §4.1).
    public private(set) var highest = 0
    private var bytes: Int64 = 0
    private var seconds = 0.0
    /// The last segments, as far as they can be in a row with the next one.
    private var recent: [Stretch] = []

    public init() {}

    public mutating func add(bytes length: Int64, seconds duration: Double) {
        guard duration > 0 else { return }
        bytes += length
        seconds += duration
        recent.append(Stretch(bytes: length, seconds: duration))
        let target = Double(MediaPlaylist.targetDuration)
        var row = Stretch(bytes: 0, seconds: 0)
        for index in recent.indices.reversed() {
            row.bytes += recent[index].bytes
            row.seconds += recent[index].seconds
            if row.seconds > 1.5 * target + 0.5 {
                recent.removeFirst(index + 1)
                break
            }
            guard row.seconds >= target / 2 else { continue }
            highest = max(highest, Int((Double(row.bytes) * 8 / row.seconds).rounded(.up)))
        }
    }

    /// Over everything so far, in bits a second.
    public var average: Int {
        seconds > 0 ? Int((Double(bytes) * 8 / seconds).rounded(.up)) : 0
    }

    /// The highest, or the average where all segments were short.
    public var peak: Int { max(highest, average) }
}
