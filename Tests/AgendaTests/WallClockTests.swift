import Agenda
import Foundation
import Testing

@Suite("Wall clock")
struct WallClockTests {
    private func clock(_ pairs: [(wall: Double, media: Double)], seconds: Double = 60) -> WallClock
    {
        var stretch = Chamber.stretch(0, seconds, at: 0)
        stretch.pairs = pairs.map {
            WallClock.Pair(
                wall: Chamber.begin.addingTimeInterval($0.wall),
                media: MediaTime(seconds: $0.media))
        }
        return WallClock(stretches: [stretch])
    }

    @Test(
        "what comes by the wall clock is placed by the pairs of both",
        arguments: [
            // No pairs: by the anchor.
            ([], [(-5.0, 0.0), (10, 10), (70, 60)]),
            // The clock went wrong from the anchor on.
            ([(40.0, 10.0)], [(20.0, 0.0), (35, 5), (40, 10), (50, 20), (100, 60)]),
            // It runs away a little: in proportion between two pairs.
            ([(0, 0), (20, 10), (40, 20)], [(10, 5), (30, 15), (50, 30)]),
            // It is set forward by 40 s.
            ([(0, 0), (10, 10), (60, 20), (70, 30)], [(5, 5), (35, 15), (65, 25)]),
            // It is set back by 15 s: what it shows twice is the later time.
            (
                [(0, 0), (10, 10), (5, 20), (15, 30)],
                [(3, 3), (4.9, 4.9), (5, 20), (7, 22), (12, 27)]
            ),
            // A pair beyond what is kept.
            ([(0, 0), (90, 90)], [(50, 50), (80, 60)]),
        ] as [([(Double, Double)], [(Double, Double)])])
    func pairs(pairs: [(wall: Double, media: Double)], places: [(Double, Double)]) {
        let clock = clock(pairs)
        for (wall, media) in places {
            let time = clock.mediaTime(at: Chamber.begin.addingTimeInterval(wall))
            #expect(time == MediaTime(seconds: media), "\(wall)")
        }
    }

    @Test("is never set back by a clock that is, and the dates of playlists keep the anchor")
    func monotonic() {
        let clock = clock([(0, 0), (10, 10), (5, 20), (15, 30), (90, 40), (20, 50)])
        var last = MediaTime.zero
        for tenth in -100...1200 {
            let time = clock.mediaTime(at: Chamber.begin.addingTimeInterval(Double(tenth) / 10))
            #expect(time >= last)
            last = time
        }
        #expect(
            clock.wall(at: MediaTime(seconds: 25)) == Chamber.begin.addingTimeInterval(25))
    }

    @Test("numbers its stretches where nobody does")
    func numbers() {
        var known = Chamber.stretch(10, 20, at: 100)
        known.epoch = 7
        let clock = WallClock(stretches: [Chamber.stretch(0, 10, at: 0), known])
        #expect(clock.stretches.map(\.epoch) == [1, 7])
    }

    @Test("A mark that was set while nothing was recorded bears the room's own time")
    func marks() {
        let clock = WallClock(stretches: [
            Chamber.stretch(0, 60, at: 0), Chamber.stretch(60, 120, at: 1_800),
        ])
        func wall(_ media: Double, epoch: Int?, stamp: Double) -> Double? {
            let marker = Marker(
                kind: .note, at: .media(MediaTime(seconds: media)),
                stamp: RoomStamp(
                    counter: 1, wall: Chamber.begin.addingTimeInterval(stamp), epoch: epoch))
            return clock.wall(of: marker)?.timeIntervalSince(Chamber.begin)
        }
        #expect(wall(30, epoch: 1, stamp: 31) == 30)
        // Behind a closed gate, and its press, whose frames were on their way.
        #expect(wall(60, epoch: 1, stamp: 900) == 900)
        #expect(wall(60.25, epoch: 1, stamp: 60.25) == 60.25)
        // Set earlier by hand, out of the gap.
        #expect(wall(50, epoch: 1, stamp: 900) == 50)
        #expect(wall(60, epoch: nil, stamp: -5) == -5)
        #expect(wall(70, epoch: 2, stamp: 1_811) == 1_810)
    }
}
