import Testing

@testable import Media

@Suite struct TimestampTests {
    private func unwrapped(_ values: [Int64], bits: Int32 = 33) -> [Int64] {
        var unwrapper = TimestampUnwrapper(bits: bits)
        return values.map { unwrapper.unwrap($0) }
    }

    private let end: Int64 = 1 << 33

    @Test("MPEG-TS's 33 bits go on where they begin anew")
    func wraps() {
        let given = [end - 7_200, end - 3_600, 0, 3_600]
        #expect(unwrapped(given) == [end - 7_200, end - 3_600, end, end + 3_600])
    }

    @Test("Frames that are reordered around the wrap keep their places")
    func reordered() {
        let given = [end - 3_600, 3_600, end - 1, 0, 7_200]
        #expect(unwrapped(given) == [end - 3_600, end + 3_600, end - 1, end, end + 7_200])
    }

    @Test("A step that is no wrap is passed on")
    func jumps() {
        #expect(unwrapped([90_000, 9_000_000, 90_000]) == [90_000, 9_000_000, 90_000])
    }

    @Test("Every wrap counts")
    func twice() {
        let half = end / 2
        let given = [0, half - 1, end - 2, 10, half, end - 2, 20]
        let values = unwrapped(given)
        #expect(values == values.sorted())
        #expect(values.last == 2 * end + 20)
    }

    @Test("Timestamps of 64 bits never wrap")
    func long() {
        #expect(unwrapped([.max - 1, 5], bits: 64) == [.max - 1, 5])
    }
}
