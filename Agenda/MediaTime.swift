/// A position on a session's one media timeline, or a distance on it, in ticks of 1/90000 s.
///
/// Zero is where the session's first frame is decoded; with B-frames it is shown a little later. What was not recorded takes no media time.
public struct MediaTime: Hashable, Comparable, Sendable, Codable {
    /// Ticks a second.
    public static let timescale: Int64 = 90_000
    public static let zero = MediaTime(ticks: 0)

    public var ticks: Int64

    public init(ticks: Int64) {
        self.ticks = ticks
    }

    public init(seconds: Double) {
        ticks = Int64((seconds * Double(Self.timescale)).rounded())
    }

    /// The tick nearest to `value / timescale` seconds, computed from the absolute position.
    public init(_ value: Int64, timescale: Int64) {
        let product = value.multipliedFullWidth(by: Self.timescale)
        let half = timescale / 2
        let (low, carry) = product.low.addingReportingOverflow(UInt64(half))
        ticks = timescale.dividingFullWidth((product.high + (carry ? 1 : 0), low)).quotient
    }

    public var seconds: Double { Double(ticks) / Double(Self.timescale) }

    public static func < (a: MediaTime, b: MediaTime) -> Bool { a.ticks < b.ticks }
    public static func + (a: MediaTime, b: MediaTime) -> MediaTime {
        MediaTime(ticks: a.ticks + b.ticks)
    }
    public static func - (a: MediaTime, b: MediaTime) -> MediaTime {
        MediaTime(ticks: a.ticks - b.ticks)
    }

    public init(from decoder: any Decoder) throws {
        ticks = try decoder.singleValueContainer().decode(Int64.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(ticks)
    }
}
