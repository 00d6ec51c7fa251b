import Testing

@testable import Ingest

@Suite("The room's clock")
struct RoomClockTests {
    private static func ticks(_ seconds: Double) -> Int64 { Int64((seconds * 90_000).rounded()) }

    /// A clock that has seen frames captured from 100 s on for some seconds, each `delay` late.
    private func clock(for seconds: Double, delay: Double = 0.2, from first: Double = 0)
        -> RoomClock
    {
        var clock = RoomClock()
        clock.connect()
        for frame in 0..<Int(seconds * 25) {
            let time = Double(frame) / 25
            clock.observe(Self.ticks(first + time), at: 100 + time + delay)
        }
        return clock
    }

    @Test("frames that are late are known to be old, and early ones do not come")
    func late() throws {
        var clock = clock(for: 10)
        // Held up by three seconds.
        clock.observe(Self.ticks(10), at: 113.2)
        let captured = try #require(clock.captured(Self.ticks(10), at: 113.2))
        #expect(abs(captured - 110.2) < 0.02)
        #expect(clock.isSteady(at: 113.2))
    }

    @Test("what an encoder kept over a reconnect bears the time of its capture")
    func kept() throws {
        var clock = clock(for: 10)
        clock.connect()
        // Gone from 110 to 130; then what was kept, four times as fast.
        for frame in 0..<500 {
            let time = 10 + Double(frame) / 25
            let now = 130 + Double(frame) / 100
            clock.observe(Self.ticks(time), at: now)
            let captured = try #require(clock.captured(Self.ticks(time), at: now))
            #expect(abs(captured - (100.2 + time)) < 0.05)
        }
        #expect(try #require(clock.since) < 101)
    }

    @Test("33 bits that begin anew are no other clock, over a reconnect either")
    func wraps() throws {
        let period = Double(Int64(1) << 33) / 90_000
        var clock = clock(for: 10, from: period - 9)
        clock.connect()
        clock.observe(Self.ticks(3), at: 112.2)
        #expect(try #require(clock.since) < 101)
        let captured = try #require(clock.captured(Self.ticks(3), at: 112.2))
        #expect(abs(captured - 112.2) < 0.05)
    }

    @Test(
        "another clock is told from one that goes on",
        arguments: [(0.0, false), (8.5, false), (9.5, true), (11, true), (30, true), (31, false)])
    func another(_ first: Double, _ isSame: Bool) throws {
        var clock = clock(for: 10)
        clock.connect()
        clock.observe(Self.ticks(first), at: 130.2)
        #expect((try #require(clock.since) < 101) == isSame)
    }

    @Test("arrivals that run ahead of time are not steady until they do not any more")
    func steady() {
        var clock = RoomClock()
        clock.connect()
        // Ten seconds out of a buffer, four times as fast, on a clock that nobody knows.
        for frame in 0..<250 {
            let now = 200 + Double(frame) / 100
            clock.observe(Self.ticks(5_000 + Double(frame) / 25), at: now)
            #expect(!clock.isSteady(at: now))
        }
        var steadySince: Double?
        for frame in 0..<250 {
            let now = 202.5 + Double(frame) / 25
            clock.observe(Self.ticks(5_010 + Double(frame) / 25), at: now)
            if clock.isSteady(at: now) { steadySince = steadySince ?? now }
        }
        #expect(
            steadySince.map { (204.3...204.7).contains($0) } == true,
            "\(String(describing: steadySince))")
    }

    @Test("a clock that goes a little slow or fast is followed")
    func drifts() throws {
        for rate in [0.9998, 1.0002] {
            var clock = RoomClock()
            clock.connect()
            var worst = 0.0
            for frame in 0..<(25 * 3_600) {
                let time = Double(frame) / 25
                let now = 100 + time * rate + 0.2
                clock.observe(Self.ticks(time), at: now)
                let captured = try #require(clock.captured(Self.ticks(time), at: now))
                worst = max(worst, abs(captured - now))
            }
            #expect(worst < 0.05, "\(rate): \(worst)")
        }
    }

    @Test("the frame that arrives at a moment is the one whose capture is that moment's")
    func arriving() throws {
        let clock = clock(for: 10)
        let timestamp = try #require(clock.timestamp(arriving: 112.2, at: 110.2))
        #expect(abs(timestamp - Self.ticks(12)) < 1_000)
    }
}
