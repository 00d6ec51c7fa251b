import Agenda
import Foundation
import Testing

@testable import ratskanal

@Suite("The session that a room starts by itself")
struct NextSessionTests {
    /// 2026-11-21, 17:00 in Berlin.
    private static let now = Date(timeIntervalSince1970: 1_795_276_800)

    /// `hours` from now it begins, or at no known time.
    private static func planned(_ id: String, hours: Double?) -> Session {
        Session(
            id: SessionID(rawValue: id)!, title: "S", body: Body(id: "stadtrat", name: "Stadtrat"),
            begin: hours.map { now.addingTimeInterval($0 * 3600) })
    }

    private static let today = planned("2026-11-21-stadtrat", hours: nil)
    private static let evening = planned("2026-11-21-stadtrat-2", hours: 2)
    private static let late = planned("2026-11-21-stadtrat-3", hours: 5)
    private static let yesterday = planned("2026-11-20-stadtrat", hours: -17)
    private static let midnight = planned("2026-11-22-stadtrat", hours: 8)
    private static let december = planned("2026-12-04-stadtrat", hours: 312)

    @Test(
        "is the one that begins nearest, whatever its day",
        arguments: [
            ([december, today], today), ([today, midnight], today), ([today, late], late),
            ([late, december, evening, today], evening), ([yesterday, midnight], midnight),
            ([december, yesterday], nil), ([], nil),
        ])
    func meant(planned: [Session], expected: Session?) {
        let found = Chamber.session(meantAt: Self.now, on: "2026-11-21", among: planned)
        #expect(found?.id == expected?.id)
    }

    /// By the clock shortly after midnight: hours until each session's begin, by its day.
    @Test(
        "may have been planned for the day before",
        arguments: [
            (["2026-11-20-s": -0.5, "2026-11-21-s": 17], "2026-11-20-s"),
            (["2026-11-20-s": -0.5, "2026-11-21-s": nil], "2026-11-20-s"),
            (["2026-11-20-s": -0.5, "2026-11-21-s": 0.25], "2026-11-21-s"),
            (["2026-11-20-s": -12, "2026-11-21-s": 12.5], "2026-11-20-s"),
            (["2026-11-20-s": nil, "2026-11-21-s": 12.5], nil),
            (["2026-11-20-s": -12.5, "2026-11-21-s": 17], nil),
        ] as [([String: Double?], String?)])
    func afterMidnight(hours: [String: Double?], expected: String?) {
        let planned = hours.map { Self.planned($0.key, hours: $0.value) }
        let found = Chamber.session(meantAt: Self.now, on: "2026-11-21", among: planned)
        #expect(found?.id.rawValue == expected)
    }

    @Test(
        "is by its schedule the one whose time has come last, of within twelve hours",
        arguments: [
            (["2026-11-20-s": -0.02], "2026-11-20-s"), (["2026-11-21-s": 0.02], nil),
            (["2026-11-21-s": 0], "2026-11-21-s"), (["2026-11-20-s": -13], nil),
            (["2026-11-18-s": -60, "2026-11-21-s": nil], nil),
            (["2026-11-20-s": -5, "2026-11-21-s": -0.5], "2026-11-21-s"),
        ] as [([String: Double?], String?)])
    func due(hours: [String: Double?], expected: String?) {
        let planned = hours.map { Self.planned($0.key, hours: $0.value) }
        #expect(Chamber.session(dueAt: Self.now, among: planned)?.id.rawValue == expected)
    }
}
