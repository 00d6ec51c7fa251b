import Foundation
import Testing

@Suite struct OParlTests {
    private let house: Installation
    private let dump: URL

    init() throws {
        house = try Installation()
        dump = house.folder.appending(path: "dump")
    }

    /// Writes files of a dump, folders made as they are needed.
    private func write(_ files: [String: String]) throws {
        for (name, text) in files {
            let file = dump.appending(path: name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
    }

    private static let city: [String: String] = [
        "body.json": #"{"id": "https://x/body/1", "type": "https://schema.oparl.org/1.0/Body"}"#,
        "body/1/organization.json": #"""
        {"data": [{"id": "https://x/o/1", "name": "Stadtrat", "organizationType": "Gremium"},
          {"id": "https://x/o/2", "name": "Grüne Liste", "organizationType": "Fraktion"}]}
        """#,
        "body/1/meeting.json": #"""
        {"data": [{"id": "https://x/m/1", "type": "https://schema.oparl.org/1.0/Meeting",
          "name": "Stadtrat (12. Sitzung)", "start": "2031-11-20T17:00:00+01:00",
          "end": "2031-11-20T00:00:00+01:00", "organization": ["https://x/o/1"], "agendaItem": [
            {"id": "https://x/i/1", "order": 9, "number": "1", "name": "Kastanien\n\tallee",
             "consultation": "https://x/c/1", "result": "einstimmig"},
            {"id": "https://x/i/2", "order": 1, "number": "2", "name": "Grundstück Eichenhain",
             "public": false, "consultation": "https://x/c/1"},
            {"id": "https://x/i/3", "name": "Nichtöffentlicher Teil"},
            {"id": "https://x/i/4", "number": "1", "name": "Personalie Birkenau", "public": true}]}],
         "links": {"next": "https://x/meeting?page=2"}}
        """#,
        "body/1/meeting?page=2.json": #"""
        {"data": [{"id": "https://x/m/2", "name": "Nichtöffentliche Sitzung des Stadtrats",
          "start": "2031-11-27T17:00:00+01:00", "organization": "https://x/o/1", "agendaItem": [
            {"id": "https://x/i/5", "number": "1", "name": "Verkauf Lindenhof", "public": true}]},
          {"id": "https://x/m/3", "type": "Meeting", "name": "Ferien", "start": "2031-12-24"}]}
        """#,
        "body/1/paper.json": #"""
        {"data": [{"id": "https://x/p/1", "type": "Paper", "name": "Bäume", "reference": "V/31/7",
          "mainFile": {"accessUrl": "https://x/f/1.pdf"}, "consultation": [{"id": "https://x/c/1"}]}]}
        """#,
        "body/1/person.json": #"""
        {"data": [{"id": "https://x/p/9", "type": "Person", "name": "Frau Ada Weiß",
          "formOfAddress": "Frau", "membership": [{"organization": "https://x/o/2"}]}]}
        """#,
    ]

    @Test(
        "A dump of a city's OParl is in the API, and nothing non-public of it",
        .timeLimit(.minutes(15)))
    func dump() async throws {
        try write(Self.city)
        let (server, base) = try await house.start()
        let printed = try await house.ratskanal("agenda", "import", dump.path)
        #expect(printed.contains("Read: 3 meetings, 5 agenda items, 1 paper"))
        #expect(printed.contains("Sessions: 2 new, 0 brought up to date"))
        #expect(printed.contains("Skipped: 1\n  https://x/m/3: it is an entry for a whole day"))

        let path = "/api/v1/sessions/2031-11-20-stadtrat"
        let session = try await Exchange.of(path, at: base, until: { $0.status == 200 })
        let json = try session.json
        #expect(json["title"] as? String == "Stadtrat (12. Sitzung)")
        #expect(json["start"] as? String == "2031-11-20T16:00:00.000Z")
        #expect(json["state"] as? String == "planned")
        #expect(json["body"] as? String == "stadtrat")
        #expect(json["oparlId"] as? String == "https://x/m/1")
        let agenda = json["agenda"] as? [[String: Any]] ?? []
        #expect(agenda.map { $0["public"] as? Bool } == [true, false, false, false])
        #expect(agenda.map { $0["number"] as? String } == ["1", "2", "", "1"])
        #expect(agenda.first?["title"] as? String == "Kastanien allee")
        #expect(agenda.first?["result"] as? String == "einstimmig")
        let papers = agenda.first?["papers"] as? [[String: Any]] ?? []
        #expect(papers.map { $0["reference"] as? String } == ["V/31/7"])
        #expect(papers.first?["url"] as? String == "https://x/f/1.pdf")

        // Words close what is flagged public: a heading, and the name of a session.
        let closed = try await Exchange.of("/api/v1/sessions/2031-11-27-stadtrat", at: base)
        let hidden = try closed.json["agenda"] as? [[String: Any]] ?? []
        #expect(hidden.count == 1 && hidden[0]["public"] as? Bool == false)
        let pages = [
            path, "/sessions/2031-11-20-stadtrat", "/api/v1/sessions/2031-11-27-stadtrat",
            "/sessions/2031-11-27-stadtrat", "/", "/sessions", "/api/v1/sessions",
        ]
        for page in pages {
            let answer = try await Exchange.of(page, at: base)
            #expect(answer.status == 200, "\(page)")
            for secret in ["Eichenhain", "Birkenau", "Lindenhof", "x/i/2", "x/i/4", "x/i/5"] {
                #expect(!answer.text.contains(secret), "\(page): \(secret)")
            }
        }
        for (words, total) in [
            ("Kastanien", 1), ("V/31/7", 1), ("Eichenhain", 0), ("Lindenhof", 0),
        ] {
            let found = try await Exchange.of("/api/v1/search?q=\(words)", at: base)
            #expect(try found.json["total"] as? Int == total, "\(words)")
        }
        let persons = try await Exchange.of("/api/v1/persons?on=2031-11-20", at: base)
        let person = (try persons.json["data"] as? [[String: Any]])?.first
        #expect(person?["name"] as? String == "Ada Weiß")
        #expect(person?["factions"] as? [String] == ["Grüne Liste"])
        #expect(person?["oparlId"] as? String == "https://x/p/9")

        // Again, and everything is the same.
        let again = try await house.ratskanal("agenda", "import", dump.path)
        #expect(again.contains("Sessions: 0 new, 2 brought up to date"))
        #expect(try await Exchange.of(path, at: base).text == session.text)
        #expect(await server.stop() == 0)
    }

    @Test("Into a session that is there goes the agenda of the one meeting")
    func oneMeeting() async throws {
        try write(Self.city)
        let id = try await house.ratskanal(
            "session", "create", "--title", "Stadtrat", "--body", "stadtrat", "--date", "2031-11-21"
        )
        let files = ["meeting.json", "paper.json"].map { dump.appending(path: "body/1/\($0)").path }
        let printed = try await house.ratskanal(
            "agenda", "import", files[0], files[1], "--session", id)
        #expect(printed == "\(id): 4 items")
        let several = try await house.attempt(["agenda", "import", dump.path, "--session", id])
        #expect(several.status == 1 && several.errors.contains("There are 3 meetings"))
        // From now on it is that meeting's session.
        let whole = try await house.ratskanal("agenda", "import", dump.path)
        #expect(whole.contains("Sessions: 1 new, 1 brought up to date"))
        let list = try await house.ratskanal("session", "list")
        #expect(list.contains("\(id) ") && !list.contains("2031-11-20"))
    }

    @Test(
        "What is no OParl is refused in one sentence, and nothing is changed",
        arguments: [
            ("page.json", "<html>503</html>", "web page"), ("cut.json", "{\"data\": [", "cut off"),
            ("empty.json", "", "is empty"), ("text.json", "Guten Tag", "outside of quotes"),
            ("none.json", "[]", nil), ("notes.txt", "<html>", nil),
        ])
    func refused(name: String, text: String, words: String?) async throws {
        try write(Self.city)
        try write([name: text])
        let result = try await house.attempt(["agenda", "import", dump.path])
        let list = try await house.ratskanal("session", "list")
        guard let words else {
            #expect(result.status == 0)
            return
        }
        #expect(result.status == 1)
        #expect(result.errors.hasPrefix("ratskanal: ") && !result.errors.contains("\n"))
        #expect(result.errors.contains(name) && result.errors.contains("line 1"))
        #expect(result.errors.contains(words) && result.errors.contains("fetch the file again"))
        #expect(list == "")
    }

    @Test("Several CSV files are several agendas, and refused")
    func severalTables() async throws {
        try write(["a.csv": "TOP;Titel\n1;A\n", "b.csv": "TOP;Titel\n1;B\n"])
        let paths = ["a.csv", "b.csv"].map { dump.appending(path: $0).path }
        let result = try await house.attempt(["agenda", "import"] + paths)
        #expect(result.status == 1)
        #expect(result.errors.contains(paths[0]) && result.errors.contains("imported alone"))
    }

    @Test(
        "A folder or file without a meeting says so, and what to name",
        arguments: [
            (["readme.txt": "Hallo"], "dump", "holds no JSON"),
            (["body.json": city["body.json"] ?? ""], "dump", "only 1 body"),
            (["body.json": city["body.json"] ?? ""], "dump/body.json", "no OParl meetings"),
            (["null.json": "null"], "dump/null.json", "no OParl meetings"),
            (["null.json": "null"], "dump/nothing.json", "no file"),
            (["page.csv": "<!DOCTYPE html>"], "dump/page.csv", "web page"),
        ])
    func withoutMeetings(files: [String: String], path: String, words: String) async throws {
        try write(files)
        let operand = house.folder.appending(path: path).path
        let result = try await house.attempt(["agenda", "import", operand])
        #expect(result.status == 1)
        #expect(result.errors.hasPrefix("ratskanal: ") && !result.errors.contains("\n"))
        #expect(result.errors.contains(operand) && result.errors.contains(words))
    }
}
