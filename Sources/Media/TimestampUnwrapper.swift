/// Turns timestamps that wrap around into ones that go on.
///
/// MPEG-TS counts 33 bits at 90 kHz and so starts again each 95,443 s.
struct TimestampUnwrapper {
    /// In the units of the timestamps; nil where they never wrap.
    private let period: Int64?
    private var last: Int64?
    private var offset: Int64 = 0

    init(bits: Int32) {
        period = bits > 0 && bits < 63 ? 1 << Int64(bits) : nil
    }

    mutating func unwrap(_ value: Int64) -> Int64 {
        guard let period else { return value }
        var value = value + offset
        if let last {
            if value < last - period / 2 {
                offset += period
                value += period
            } else if value > last + period / 2 {
                // A frame displayed before the wrap that arrives after it.
                return value - period
            }
        }
        last = value
        return value
    }
}
