import Agenda
import Foundation
import Testing

@testable import Storage

@Suite("Importing meetings")
struct MeetingImportTests {
    private let chamber: Chamber
    private let catalogue: Catalogue
    private static let begin = Date(timeIntervalSince1970: 1_796_140_800)

    init() throws {
        chamber = try Chamber()
        catalogue = chamber.catalogue
    }

    private func meeting(
        _ id: String, title: String = "Sitzung", body: ImportedBody = Self.works,
        day: String = "2026-12-01", begin: Date? = begin, cancelled: Bool? = nil,
        agenda: [ImportedItem]? = nil
    ) -> ImportedMeeting {
        ImportedMeeting(
            oparlID: id, label: id, title: title, body: body,
            schedule: .on(day: day, begin: begin, end: begin?.addingTimeInterval(3600)),
            isCancelled: cancelled, agenda: agenda)
    }

    private static let works = ImportedBody(oparlID: "o:bau", name: "Bauausschuss")

    private func imported(
        _ meetings: ImportedMeeting..., deleted: [String] = [], keeping named: Set<String> = []
    ) throws -> MeetingImport {
        try catalogue.importMeetings(meetings, deleted: deleted, keepingNamesOf: named)
    }

    @Test("each meeting makes a session, two of one body on one day too, and the body")
    func created() throws {
        let result = try imported(
            meeting("m:1", agenda: [ImportedItem(number: "1", title: "A", oparlID: "i:1")]),
            meeting("m:2", title: "Sondersitzung", cancelled: true),
            meeting("m:3", body: ImportedBody(name: "–"), begin: nil))
        #expect(
            result.created.map(\.rawValue) == [
                "2026-12-01-bauausschuss", "2026-12-01-bauausschuss-2", "2026-12-01-gremium",
            ])
        #expect(result.bodies == ["bauausschuss", "gremium"])
        let first = try #require(try catalogue.session(oparlID: "m:1"))
        #expect(first.title == "Sitzung")
        #expect(first.state == .planned)
        #expect(first.begin == Self.begin)
        #expect(first.end == Self.begin.addingTimeInterval(3600))
        #expect(first.body == Body(id: "bauausschuss", name: "Bauausschuss", oparlID: "o:bau"))
        #expect(try catalogue.session(oparlID: "m:2")?.state == .cancelled)
        #expect(try catalogue.agenda(of: first.id).map(\.oparlID) == ["i:1"])
        #expect(result.items == 1)
    }

    @Test("again, it is the same session: what the source changed is new, its marks stay")
    func again() throws {
        let papers = [Paper(reference: "V/1")]
        _ = try imported(
            meeting(
                "m:1",
                agenda: [
                    ImportedItem(number: "1", title: "A", publicity: .nonPublic, oparlID: "i:1"),
                    ImportedItem(number: "2", title: "B", papers: papers, oparlID: "i:2"),
                    ImportedItem(number: "3", title: "C", oparlID: "i:3"),
                ]))
        let before = try #require(try catalogue.session(oparlID: "m:1"))
        let items = try catalogue.agenda(of: before.id)
        for item in items.prefix(2) {
            _ = try catalogue.add(
                Marker(kind: .item, at: .wall(Self.begin), items: [item.id]), to: before.id,
                by: "office")
        }
        let result = try imported(
            meeting(
                "m:1", title: "2. Sitzung", begin: Self.begin.addingTimeInterval(600),
                agenda: [
                    ImportedItem(number: "1", title: "Neu", oparlID: "i:9"),
                    ImportedItem(number: "2", title: "A", oparlID: "i:1"),
                ]))
        #expect(result.updated == [before.id] && result.created.isEmpty)
        let after = try #require(try catalogue.session(before.id))
        #expect(after.title == "2. Sitzung")
        #expect(after.begin == Self.begin.addingTimeInterval(600))
        let agenda = try catalogue.agenda(of: before.id)
        #expect(agenda.map(\.title) == ["Neu", "A", "B"])
        #expect(agenda.map(\.isWithdrawn) == [false, false, true])
        #expect(agenda.dropFirst().map(\.id) == items.prefix(2).map(\.id))
        #expect(agenda[1].publicity == .nonPublic)
        #expect(try catalogue.contents(of: before.id).markers.map(\.items.count) == [1, 1])

        // A source that says nothing of an agenda or a time leaves both.
        _ = try imported(meeting("m:1", begin: nil))
        #expect(try catalogue.agenda(of: before.id) == agenda)
        #expect(try catalogue.session(before.id)?.begin == after.begin)
    }

    @Test("what runs or has ended keeps its state and its times")
    func underWay() throws {
        _ = try imported(meeting("m:1"))
        let id = try #require(try catalogue.session(oparlID: "m:1")).id
        let later = Self.begin.addingTimeInterval(60)
        for state in [SessionState.live, .ended] {
            _ = try catalogue.setState(id, to: state, at: later)
            let result = try imported(
                meeting("m:1", title: "\(state)", begin: later, cancelled: true), deleted: ["m:1"])
            #expect(result.kept == [id] && result.cancelled.isEmpty)
            let session = try #require(try catalogue.session(id))
            #expect(session.state == state)
            #expect(session.begin == Self.begin)
            #expect(session.title == "\(state)")
        }
        #expect(try catalogue.session(id)?.end == later)
    }

    @Test("cancelled, held after all, left unsaid, deleted")
    func cancelling() throws {
        let states: [(Bool?, SessionState)] = [
            (true, .cancelled), (nil, .cancelled), (false, .planned), (nil, .planned),
        ]
        for (cancelled, state) in states {
            _ = try imported(meeting("m:1", cancelled: cancelled))
            #expect(try catalogue.session(oparlID: "m:1")?.state == state)
        }
        let result = try imported(deleted: ["m:0", "m:1", "i:1"])
        #expect(result.cancelled.map(\.rawValue) == ["2026-12-01-bauausschuss"])
        #expect(try catalogue.session(oparlID: "m:1")?.state == .cancelled)
    }

    @Test("an entry that is no session is skipped, unless there is a session of it")
    func noSessions() throws {
        var entry = meeting("m:1", agenda: [ImportedItem(title: "A")])
        _ = try imported(entry)
        entry.schedule = .never(reason: "no start")
        entry.title = "Anders"
        var other = entry
        other.oparlID = "m:2"
        other.label = "m:2"
        let result = try imported(entry, other)
        #expect(result.skipped.first == [SkippedObject(id: "m:2", reason: "no start")])
        #expect(try catalogue.session(oparlID: "m:1")?.title == "Anders")
        #expect(try catalogue.session(oparlID: "m:2") == nil)
    }

    @Test("of an agenda that came in part nothing is taken, unless there was none")
    func inPart() throws {
        var half = meeting("m:1", agenda: [ImportedItem(title: "A", oparlID: "i:1")])
        half.isAgendaWhole = false
        let id = try imported(half).created[0]
        #expect(try catalogue.agenda(of: id).map(\.title) == ["A"])
        half.agenda = [ImportedItem(title: "B", oparlID: "i:2")]
        #expect(try imported(half).skipped.first.map(\.id) == ["m:1"])
        #expect(try catalogue.agenda(of: id).map(\.title) == ["A"])
        half.isAgendaWhole = true
        #expect(try imported(half).skipped.count == 0)
        #expect(try catalogue.agenda(of: id).map(\.title) == ["B"])
    }

    @Test("a body is found by its OParl id, else by its name or id; two of one name are two")
    func bodies() throws {
        func body(_ id: String?, _ name: String, isGuess: Bool = false) throws -> String {
            let body = ImportedBody(oparlID: id, name: name, isGuess: isGuess)
            let result = try imported(meeting("\(UUID())", body: body), keeping: ["gemeinderat"])
            let session = try #require(try catalogue.session(result.created[0]))
            return "\(session.body.id) \(session.body.name) \(session.body.oparlID ?? "-")"
        }
        #expect(try body(nil, "GEMEINDERAT") == "gemeinderat Gemeinderat -")
        #expect(try body("o:1", "Gemeinderat!") == "gemeinderat Gemeinderat o:1")
        #expect(try body("o:1", "Rat der Gemeinde") == "gemeinderat Gemeinderat o:1")
        #expect(try body("o:2", "Gemeinderat") == "gemeinderat-2 Gemeinderat o:2")
        #expect(try body("o:3", "Bauaus", isGuess: true) == "bauaus Bauaus o:3")
        #expect(try body("o:3", "Bau", isGuess: true) == "bauaus Bauaus o:3")
        #expect(try body("o:3", "Bauausschuss") == "bauaus Bauausschuss o:3")

        // A configuration that is read again names no OParl id.
        try catalogue.upsert(Body(id: "gemeinderat", name: "Gemeinderat", archive: .never))
        #expect(try catalogue.body("gemeinderat")?.oparlID == "o:1")
        #expect(try catalogue.body("gemeinderat")?.archive == .never)
    }

    @Test("a session starts with its body's visibility and keeps the office's")
    func visibility() throws {
        try catalogue.upsert(
            Body(id: "bauausschuss", name: "Bauausschuss", visibility: .office))
        let id = try imported(meeting("m:1")).created[0]
        #expect(try catalogue.session(id)?.visibility == .office)
        _ = try catalogue.setVisibility(id, to: .unlisted)
        _ = try imported(meeting("m:1"))
        #expect(try catalogue.session(id)?.visibility == .unlisted)
    }

    @Test("persons are found by their OParl id; silence takes neither faction nor role")
    func persons() throws {
        let green = Membership(faction: "Grüne")
        let red = Membership(faction: "SPD", from: "2027-01-01")
        let roster = try catalogue.importPersons([
            Person(id: 0, name: "Ada Weiß", memberships: [green], role: "Vorsitz")
        ])
        func again(_ name: String, _ memberships: [Membership], _ role: String?) throws -> Person {
            let person = Person(
                id: 0, name: name, memberships: memberships, role: role, oparlID: "p:1")
            let taken = try catalogue.importPersons([person], keepsUnsaid: true)
            #expect(taken.map(\.id) == [roster[0].id])
            return try #require(try catalogue.person(roster[0].id))
        }
        let silent = try again("Ada Weiß", [], nil)
        #expect(silent.memberships == [green] && silent.role == "Vorsitz")
        let married = try again("Ada Schwarz", [red], "Mitglied")
        #expect(married.name == "Ada Schwarz" && married.oparlID == "p:1")
        #expect(married.memberships == [red] && married.role == "Mitglied")
        #expect(try catalogue.persons().count == 1)
    }

    @Test("an import that fails in the middle changes nothing")
    func whole() throws {
        let before = try catalogue.sessions(limit: 100)
        #expect(throws: StorageError.self) {
            try imported(meeting("m:1"), meeting("m:2", day: "2026-02-30"))
        }
        #expect(try catalogue.sessions(limit: 100) == before)
        #expect(try catalogue.body("bauausschuss") == nil)
    }
}
