import Agenda
import Foundation
import Mutating
import Testing

/// One rule of the timeline: what is marked, and the lines that follow from it.
struct TimelineRow: Sendable, CustomTestStringConvertible {
    var rule: String
    var agenda = ["1", "2", "3", "4"]
    var stretches: [WallClock.Stretch] = [Chamber.stretch(0, 1000, at: 0)]
    var isLive = false
    var markers: [Marker]
    var lines: [String]

    var testDescription: String { rule }

    func timeline(_ order: [Marker]) -> Timeline {
        var chamber = Chamber(agenda, isLive: isLive)
        chamber.clock = WallClock(stretches: stretches)
        return chamber.timeline(order)
    }
}

@Suite("Timeline")
struct TimelineTests {
    @Test("follows each rule, in whatever order the markers come", arguments: TimelineRow.all)
    func rules(row: TimelineRow) {
        #expect(row.timeline(row.markers).lines == row.lines)
        #expect(row.timeline(row.markers.reversed()).lines == row.lines)
        var generator = SeededGenerator(seed: 7)
        #expect(row.timeline(row.markers.shuffled(using: &generator)).lines == row.lines)
    }

    @Test("names what is open at a time, parents included, in agenda order")
    func openItems() {
        let chamber = Chamber(["1", "2", "  2.1", "    2.1.1", "3"])
        let timeline = chamber.timeline([.item(10, 1), .item(20, 4), .item(30, 5, 3)])
        #expect(timeline.openItems(at: MediaTime(seconds: 5)) == [])
        #expect(timeline.openItems(at: MediaTime(seconds: 10)) == [1])
        #expect(timeline.openItems(at: MediaTime(seconds: 20)) == [2, 3, 4])
        #expect(timeline.openItems(at: MediaTime(seconds: 30)) == [2, 3, 5])
        #expect(timeline.openItems(at: MediaTime(seconds: 1000)) == [])
        #expect(timeline.openAtEnd == [3, 5])
    }

    @Test("names who speaks at a time, with role and on whose behalf")
    func speechAt() throws {
        let marker = Marker(
            id: 9, kind: .speechStart, at: .wall(50), name: "Eine Bürgerin", role: .guest,
            onBehalfOf: "Jugendrat")
        let timeline = Chamber(["1"]).timeline([marker, .kind(.speechEnd, 60)])
        let speech = try #require(timeline.speech(at: MediaTime(seconds: 59)))
        #expect(speech.id == 9)
        #expect(speech.name == "Eine Bürgerin")
        #expect(speech.role == .guest)
        #expect(speech.onBehalfOf == "Jugendrat")
        #expect(timeline.speech(at: MediaTime(seconds: 60)) == nil)
    }

    @Test("an item withdrawn keeps what was marked of it; one that never came up has no ranges")
    func withdrawn() {
        var chamber = Chamber(["1", "2", "3", "4"])
        chamber.agenda[1].isWithdrawn = true
        chamber.agenda[2].isWithdrawn = true
        let timeline = chamber.timeline([.item(10, 1), .item(20, 2), .vote(25), .item(30, 4)])
        #expect(
            timeline.lines == ["item 1 10-20", "item 2 20-30", "item 4 30-1000", "vote 25 of 2"])
        #expect(timeline.items.map(\.item) == [1, 2, 3, 4])
        #expect(timeline.ranges(of: 3)?.ranges.isEmpty == true)
    }

    @Test("a marker corrected or removed later leaves no trace of what it said before")
    func corrections() {
        let chamber = Chamber(["1", "2", "3"])
        var markers: [Marker] = [
            .item(10, 1, id: 1), .item(20, 2, id: 2), .speech(25, 7, id: 3), .item(30, 3, id: 4),
        ]
        #expect(chamber.timeline(markers).speeches.first?.item == 2)
        markers[1].at = .media(26)
        #expect(
            chamber.timeline(markers).lines == [
                "item 1 10-26", "item 2 26-30", "item 3 30-1000", "speech 7 25-1000 of 1",
            ])
        markers.remove(at: 1)
        markers[1].person = 8
        #expect(
            chamber.timeline(markers).lines == [
                "item 1 10-30", "item 3 30-1000", "speech 8 25-1000 of 1",
            ])
    }

    @Test("wall clock and media time of one instant are one instant")
    func oneInstant() {
        var chamber = Chamber(["1", "2"])
        chamber.clock.stretches[0].wallStart = Chamber.begin.addingTimeInterval(0.123)
        // 100.123 s on the wall is 100 s of media: the item stands before the speech.
        let markers: [Marker] = [
            .item(10, 1),
            Marker(kind: .item, at: .media(100), items: [2]),
            .speech(100.123, 7),
        ]
        #expect(chamber.timeline(markers).speeches.map(\.item) == [2])
        let swapped: [Marker] = [
            .item(10, 1), .item(100.123, 2),
            Marker(id: 5, kind: .speechStart, at: .media(100), person: 7),
        ]
        #expect(chamber.timeline(swapped).speeches.map(\.item) == [2])
    }

    @Test("a public item's closed time and a non-public item's are told by their wall clock")
    func closedDuration() {
        var chamber = Chamber(["1", "!2", "!3", "4"])
        chamber.clock = WallClock(stretches: [
            Chamber.stretch(0, 100, at: 0), Chamber.stretch(100, 200, at: 700),
        ])
        let timeline = chamber.timeline([
            .item(10, 1), .kind(.gateClose, 100), .item(100, 2), .item(400, 3),
            .kind(.gateOpen, 690), .item(701, 4),
        ])
        let seconds = timeline.closed.map { passage in
            (passage.item, passage.wallEnd?.timeIntervalSince(passage.wallStart))
        }
        #expect(seconds.contains { $0 == (2, 300) } && seconds.contains { $0 == (3, 290) })
        #expect(!seconds.contains { $0.0 == 1 })
        #expect(!timeline.isClosedAtEnd)
        #expect(chamber.timeline([.kind(.gateClose, 100), .item(100, 2)]).isClosedAtEnd)
    }

    @Test("seven hours of 500 markers sent shuffled give the same timeline")
    func longSession() {
        var chamber = Chamber([])
        chamber.agenda = (1...60).map { id in
            AgendaItem(
                id: id, number: "\(id)", title: "Punkt \(id)",
                publicity: id % 20 == 0 ? .nonPublic : .unsaid, parent: id % 5 == 0 ? id - 1 : nil)
        }
        chamber.clock = WallClock(stretches: [
            Chamber.stretch(0, 3600 * 3, at: 0),
            Chamber.stretch(3600 * 3, 3600 * 5, at: 3600 * 3 + 40),
            Chamber.stretch(3600 * 5, 3600 * 7, at: 86_400),
        ])
        var dice = SeededGenerator(seed: 2026)
        var markers: [Marker] = []
        for id in Int64(1)...500 {
            let wall = Double.random(in: -60..<3600 * 5, using: &dice).rounded()
            let at: Moment =
                switch id % 7 {
                case 0: .media(wall)
                case 1: .wall(86_400 + wall / 2.5)
                default: .wall(wall)
                }
            let kind = MarkerKind.allCases[
                id % 3 == 0 ? 0 : Int.random(in: 0..<MarkerKind.allCases.count, using: &dice)]
            let isGate = kind == .gateClose || kind == .gateOpen
            markers.append(
                Marker(
                    id: id, kind: kind, at: isGate ? .wall(wall) : at,
                    items: kind == .item ? [Int64.random(in: 1...60, using: &dice)] : [],
                    person: Int64.random(in: 1...20, using: &dice), text: "\(id)"))
        }
        let timeline = chamber.timeline(markers)
        #expect(timeline.speeches.count > 20)
        #expect(timeline.closed.count > 10)
        for _ in 0..<20 {
            markers.shuffle(using: &dice)
            #expect(chamber.timeline(markers) == timeline)
        }
        for (one, next) in zip(timeline.speeches, timeline.speeches.dropFirst()) {
            #expect(one.end.map { $0 <= next.start } ?? false)
        }
    }
}
