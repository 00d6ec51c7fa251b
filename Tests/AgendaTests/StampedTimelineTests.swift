import Agenda
import Foundation
import Mutating
import Testing

@Suite("Timeline of marks that the room stamped")
struct StampedTimelineTests {
    @Test("tells at its end whether the gate is closed and whether a break goes on")
    func atEnd() {
        var chamber = Chamber(["1", "!2"], seconds: 100, isLive: true)
        let start = Marker.now(.breakStart, 100, 1, wall: 100)
        let hidden = Marker.now(.item, 104, 2, wall: 200, 2)
        let end = Marker.now(.breakEnd, 105, 3, wall: 300)
        #expect(chamber.timeline([start]).isBreakAtEnd)
        #expect(!chamber.timeline([start]).isClosedAtEnd)
        #expect(chamber.timeline([start, hidden]).openAtEnd == [2])
        #expect(chamber.timeline([start, hidden]).isClosedAtEnd)
        // The break is over, and what was opened in it keeps the gate closed.
        #expect(chamber.timeline([start, hidden, end]).isClosedAtEnd)
        #expect(!chamber.timeline([start, hidden, end]).isBreakAtEnd)
        // Taken back: the start is gone, its end stands.
        #expect(chamber.timeline([hidden, end]).isClosedAtEnd)
        #expect(chamber.timeline([end]).breaks.isEmpty)
        chamber.isLive = false
        #expect(chamber.timeline([start]).breakAtEnd == nil)
        #expect(chamber.timeline([start]).breaks.count == 1)
    }

    @Test("a break that goes on is dark until something comes after it")
    func running() {
        let chamber = Chamber(["1"], seconds: 110, isLive: true)
        let start = Marker.now(.breakStart, 100.5, 1, wall: 101)
        func last(recorded seconds: Double) -> Timeline.Break? {
            Timeline(
                agenda: chamber.agenda, markers: [start], clock: chamber.clock, isLive: true,
                recordedEnd: MediaTime(seconds: seconds)
            ).breakAtEnd
        }
        let wall = Chamber.begin.addingTimeInterval(101)
        #expect(
            last(recorded: 100) == .dark(at: MediaTime(seconds: 100), wallStart: wall, wallEnd: nil)
        )
        #expect(
            last(recorded: 102)
                == .range(MediaInterval(start: MediaTime(seconds: 100.5), end: nil)))
    }

    @Test("a break that the marks do not tell of yet is added once, and not after its end")
    func addedPause() {
        let chamber = Chamber(["1"], seconds: 100, isLive: true)
        let start = Marker.now(.breakStart, 100, 1, wall: 100)
        let end = Marker.now(.breakEnd, 100, 2, wall: 200)
        let wall = Chamber.begin.addingTimeInterval(100)
        func breaks(_ markers: [Marker], since: Date) -> [Timeline.Break] {
            var timeline = chamber.timeline(markers)
            timeline.add(pauseAt: MediaTime(seconds: 100), since: since)
            return timeline.isBreakAtEnd ? timeline.breaks : []
        }
        let running = Timeline.Break.dark(
            at: MediaTime(seconds: 100), wallStart: wall, wallEnd: nil)
        #expect(breaks([], since: wall) == [running])
        #expect(breaks([start], since: wall) == [running])
        #expect(breaks([start, end], since: wall).isEmpty)
        #expect(breaks([start, end], since: wall.addingTimeInterval(150)).count == 2)
    }

    @Test("while nothing comes, no mark lies ahead of what is recorded")
    func nothingOnItsWay() {
        let chamber = Chamber(["1", "2", "  2.1", "3"], seconds: 900, isLive: true)
        let recorded = MediaTime(seconds: 100)
        func timeline(_ markers: [Marker]) -> Timeline {
            Timeline(
                agenda: chamber.agenda, markers: markers, clock: chamber.clock, isLive: true,
                recordedEnd: recorded)
        }
        let marks: [Marker] = [
            .now(.item, 10, 1, wall: 10, 1), .now(.vote, 103, 2, wall: 103),
            .now(.item, 400, 5, wall: 400, 3), .now(.vote, 500, 6, wall: 500),
            .now(.item, 600, 7, wall: 600, 4),
        ]
        #expect(timeline(marks).votes.map(\.at.seconds) == [103, 500])
        let pause = timeline(marks + [.now(.breakStart, 100.25, 4, wall: 101)])
        #expect(pause.votes.map(\.at) == [recorded, recorded])
        #expect(pause.breaks.map(\.start) == [recorded])
        #expect(pause.ranges(of: 1)?.ranges.map(\.end) == [recorded])
        // What had its turn in the break is done, though nothing of it can be seen.
        #expect([1, 2, 3, 4].map(pause.wasOpen) == [true, true, true, true])
        #expect(pause.ranges(of: 2)?.ranges.isEmpty == true)
        #expect(pause.nextItem(on: chamber.agenda) == nil)
        let closed = timeline(marks + [.now(.gateClose, 100.25, 4, wall: 101)])
        #expect(closed.votes.map(\.at) == [recorded])
        #expect(closed.closed.allSatisfy { $0.at == recorded })
    }

    @Test("an item is open since it was opened, over breaks of both kinds")
    func lastOpening() {
        var chamber = Chamber(["1", "2"])
        chamber.clock = WallClock(stretches: [
            Chamber.stretch(0, 100, at: 0), Chamber.stretch(100, 200, at: 700),
        ])
        let markers: [Marker] = [
            .item(10, 1), .kind(.breakStart, 20), .kind(.breakEnd, 30), .item(40, 2),
            .item(50, 1), .kind(.breakStart, 60), .kind(.breakEnd, 70),
            .now(.breakStart, 100, 1, wall: 100), .now(.breakEnd, 100, 2, wall: 690),
        ]
        let timeline = chamber.timeline(markers)
        #expect(timeline.ranges(of: 1)?.ranges.count == 5)
        #expect(timeline.lastOpening(of: 1) == MediaTime(seconds: 50))
        #expect(timeline.lastOpening(of: 2) == MediaTime(seconds: 40))
        #expect(timeline.lastOpening(of: 9) == nil)
    }

    @Test("the room's delay is the caller's")
    func delay() {
        let chamber = Chamber(["1"])
        let markers: [Marker] = [
            .now(.gateClose, 100, 1, wall: 100), .now(.gateOpen, 100, 2, wall: 100), .vote(108),
        ]
        for (delay, count) in [(5.0, 1), (10.0, 0)] {
            let timeline = Timeline(
                agenda: chamber.agenda, markers: markers, clock: chamber.clock, isLive: false,
                gateDelay: delay)
            #expect(timeline.votes.count == count)
        }
    }

    /// Mixtures of old and new marks on few media times, with clocks that jump.
    private func mixture(_ dice: inout SeededGenerator) -> (Chamber, [Marker]) {
        var chamber = Chamber(["1", "!2", "3", "4"], isLive: Bool.random(using: &dice))
        chamber.clock = WallClock(stretches: [
            Chamber.stretch(0, 3, at: 0), Chamber.stretch(3, 3, at: 900),
            Chamber.stretch(3, 6, at: Double.random(in: -20...2000, using: &dice)),
        ])
        let kinds = MarkerKind.allCases
        let markers = (1...Int64.random(in: 2...14, using: &dice)).map { id in
            let kind = kinds[Int.random(in: 0..<kinds.count, using: &dice)]
            let seconds = Double(Int.random(in: 0...6, using: &dice))
            let wall = Double(Int.random(in: -5...905, using: &dice))
            let item = Int64.random(in: 1...4, using: &dice)
            var marker = Marker(
                id: id, kind: kind, at: .media(seconds), items: kind == .item ? [item] : [],
                person: kind == .speechStart ? item : nil, text: "\(id)", isPublic: true)
            switch Int.random(in: 0...2, using: &dice) {
            case 0: marker.at = .wall(wall)
            case 1: break
            default:
                marker.stamp = RoomStamp(
                    counter: id * 7 % 15, wall: Chamber.begin.addingTimeInterval(wall),
                    epoch: Int.random(in: 0...4, using: &dice))
            }
            return marker
        }
        return (chamber, markers)
    }

    @Test("any mixture of marks with and without a stamp has one order, however they come")
    func mixtures() {
        var dice = SeededGenerator(seed: 40)
        for _ in 0..<2000 {
            var (chamber, markers) = mixture(&dice)
            let timeline = chamber.timeline(markers)
            for _ in 0..<4 {
                markers.shuffle(using: &dice)
                #expect(chamber.timeline(markers) == timeline)
            }
            for range in timeline.items.flatMap(\.ranges) + timeline.speeches.map(\.interval) {
                #expect(range.end.map { range.start < $0 } ?? true)
            }
        }
    }

    @Test("nothing that the room counted behind a closed gate is public in any mixture")
    func nothingLeaks() {
        var dice = SeededGenerator(seed: 41)
        for _ in 0..<2000 {
            let (chamber, markers) = mixture(&dice)
            let counted = markers.filter { $0.stamp != nil }.sorted {
                ($0.stamp?.counter ?? 0) < ($1.stamp?.counter ?? 0)
            }
            var isClosed = false
            var secret: Set<Int64> = []
            for marker in counted {
                if marker.kind == .gateClose { isClosed = true }
                if marker.kind == .gateOpen { isClosed = false }
                if isClosed { secret.insert(marker.id) }
            }
            let timeline = chamber.timeline(markers)
            let told =
                timeline.speeches.map(\.id) + timeline.votes.map(\.id)
                + timeline.notes.filter(\.isPublic).map(\.id)
            #expect(secret.isDisjoint(with: told))
        }
    }
}
