import Agenda
import Foundation
import Testing

@Suite("OParl")
struct OParlTests {
    @Test("what real endpoints do with agendas", arguments: OParlOddity.ofAgendas)
    func agendas(oddity: OParlOddity) throws {
        #expect(try OParlLines.of(oddity.files) == oddity.lines)
    }

    @Test("what real endpoints do with papers", arguments: OParlOddity.ofPapers)
    func papers(oddity: OParlOddity) throws {
        #expect(try OParlLines.of(oddity.files) == oddity.lines)
    }

    @Test("what real endpoints do with meetings", arguments: OParlOddity.ofMeetings)
    func meetings(oddity: OParlOddity) throws {
        #expect(try OParlLines.of(oddity.files) == oddity.lines)
    }

    @Test("what real endpoints do with persons", arguments: OParlOddity.ofPersons)
    func persons(oddity: OParlOddity) throws {
        #expect(try OParlLines.of(oddity.files) == oddity.lines)
    }

    @Test("the order of the files is no matter but for what order they list")
    func order() throws {
        let oddities = OParlOddity.ofPapers + OParlOddity.ofPersons
        for oddity in oddities where oddity.files.count > 1 {
            let lines = try OParlLines.of(oddity.files.reversed())
            #expect(Set(lines) == Set(oddity.lines), "\(oddity.name)")
        }
    }

    @Test("a page tells how many objects it has and which page is next")
    func pages() throws {
        let reader = OParlReader(timeZone: OParlLines.berlin)
        let first = try reader.take(
            Array(
                """
                {"data": [\(OParlOddity.meeting("m1", ""))], "pagination": {"totalElements": 2},
                 "links": {"first": "https://x/1", "next": "https://x/2"}}
                """.utf8), from: "1")
        #expect(first.next == "https://x/2" && first.count == 1)
        let last = try reader.take(
            Array(#"{"data": [\#(OParlOddity.meeting("m2", ""))], "links": {"next": null}}"#.utf8),
            from: "2")
        #expect(last.next == nil && last.count == 1)
        #expect(try reader.contents().meetingCount == 2)
        #expect(try reader.contents().counts.map(\.name) == ["meetings", "organisation"])
    }

    @Test("references that lead nowhere are counted")
    func dangling() throws {
        let reader = OParlReader(timeZone: OParlLines.berlin)
        let meeting = #"""
            {"id": "m", "type": "Meeting", "start": "2026-11-20T17:00", "organization": ["gone"],
             "agendaItem": [{"name": "A", "consultation": ["gone", {"paper": "gone"}]}]}
            """#
        try reader.take(Array(meeting.utf8), from: "m.json")
        var contents = try reader.contents()
        _ = try contents.next(1)
        #expect(contents.danglingReferences == 3)
    }

    @Test(
        "words close what is flagged public: a heading, a session's name, a body's",
        arguments: [
            ("Sitzung", "Rat", "Nichtöffentlicher Teil", [false, false]),
            ("Nichtöffentliche\n\tSitzung", "Rat", "Öffentlicher Teil", [false, false]),
            ("Sitzung", "Vergabeausschuss (nicht öffentlich)", "Teil A", [false, false]),
            ("Sitzung", "Rat", "Öffentlicher Teil", [true, true]),
        ])
    func words(name: String, body: String, heading: String, isPublic: [Bool]) throws {
        let reader = OParlReader(timeZone: OParlLines.berlin)
        let meeting = """
            {"id": "m", "type": "Meeting", "name": "\(name)", "start": "2026-11-20T17:00",
             "organization": {"name": "\(body)"}, "agendaItem": [{"name": "\(heading)"},
             {"name": "Grundstück", "public": true}]}
            """
        try reader.take(Array(meeting.utf8), from: "m.json")
        let read = try #require(try reader.contents().all().first)
        let agenda = AgendaMerge(existing: [], imported: read.agenda ?? []).agenda
        let rule = PublicityRule(
            agenda: agenda, sessionTitle: read.title, bodyName: read.body.name)
        #expect(agenda.map { rule.isPublic($0.id) } == isPublic)
    }
}
