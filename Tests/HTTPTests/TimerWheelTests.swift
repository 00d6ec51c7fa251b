import Mutating
import Testing

@testable import HTTP

@Suite struct TimerWheelTests {
    @Test("Each entry comes once, not early and at most a tick late, however time jumps")
    func firesOnce() {
        var random = SeededGenerator(seed: 7)
        var wheel = TimerWheel(tick: 10, now: 1_003, slots: 16)
        var pending: [UInt64: UInt64] = [:]
        var now: UInt64 = 1_003
        for key in 0..<2_000 as Range<UInt64> {
            let time = now + UInt64.random(in: 0...2_000, using: &random)
            wheel.insert(key, at: time)
            pending[key] = time
            now += UInt64.random(in: 0...30, using: &random) == 0 ? 1_500 : 3
            for entry in wheel.advance(to: now) {
                #expect(pending.removeValue(forKey: entry.key) == entry.time)
                #expect(entry.time <= now)
            }
            for time in pending.values { #expect(time + 20 > now) }
        }
        for entry in wheel.advance(to: now + 10_000) { pending[entry.key] = nil }
        #expect(pending.isEmpty)
        #expect(wheel.count == 0)
        #expect(wheel.pause(now) == nil)
    }
}
