import Agenda
import Foundation
import Testing

@testable import ratskanal

@Suite("The session that an encoder's connecting starts")
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
        "is today's, with or without a time, before any other",
        arguments: [
            ([december, today], today), ([today, midnight], today), ([today, late], late),
            ([late, december, evening, today], evening), ([yesterday, midnight], midnight),
            ([december, yesterday], nil), ([], nil),
        ])
    func meant(planned: [Session], expected: Session?) {
        let found = Chamber.session(meantAt: Self.now, on: "2026-11-21", among: planned)
        #expect(found?.id == expected?.id)
    }
}
