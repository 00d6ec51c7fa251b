import Foundation
import Testing

@Suite struct APITests {
    private let house: Installation

    init() throws {
        house = try Installation()
    }

    private func session(_ title: String = "Stadtrat", date: String = "2026-11-20") async throws
        -> String
    {
        let id = try await house.ratskanal(
            "session", "create", "--title", title, "--body", "stadtrat", "--date", date, "--room",
            "saal")
        let file = house.folder.appending(path: "\(id).csv")
        try "TOP;Titel\n1;Eröffnung\n2;Haushalt\n".write(
            to: file, atomically: true, encoding: .utf8)
        try await house.ratskanal("agenda", "import", file.path, "--session", id)
        return id
    }

    private func token(_ right: String = "tag", room: String? = nil) async throws -> String {
        var words = ["token", "create", "--name", "Büro", "--right", right]
        if let room { words += ["--room", room] }
        return try await house.attempt(words).output
    }

    @Test("A marker is posted, found again by its key, changed, deleted, and its history stays")
    func markers() async throws {
        let id = try await session()
        let (server, base) = try await house.start()
        let token = try await token()
        let path = "/api/v1/sessions/\(id)/markers"
        let agenda =
            try await Exchange.of("/api/v1/sessions/\(id)", at: base).json["agenda"]
            as? [[String: Any]] ?? []
        let item = try #require(agenda.last?["id"] as? Int)

        let body = """
            {"kind": "item", "at": {"mediaTime": 8100000}, "items": [\(item)], "key": "k-1"}
            """
        let made = try await Exchange.of("POST", path, at: base, token: token, body: body)
        #expect(made.status == 201)
        let number = try #require(try made.json["id"] as? Int)
        #expect(made.headers["location"] == "\(path)/\(number)")
        #expect(try (made.json["at"] as? [String: Int]) == ["mediaTime": 8_100_000])
        let again = try await Exchange.of("POST", path, at: base, token: token, body: body)
        #expect(again.status == 200)
        #expect(again.text == made.text)

        let now = try await Exchange.of(
            "POST", path, at: base, token: token,
            body: #"{"kind": "speechStart", "at": "now", "name": "Gast", "role": "guest"}"#)
        #expect(now.status == 201)
        let said = try #require(try now.json["at"] as? String)
        #expect(said.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
        let wall = try await Exchange.of(
            "POST", path, at: base, token: token,
            body: #"{"kind": "breakStart", "at": "2026-11-20T18:00:02+01:00"}"#)
        #expect(try wall.json["at"] as? String == "2026-11-20T17:00:02.000Z")

        let changed = try await Exchange.of(
            "PATCH", "\(path)/\(number)", at: base, token: token,
            body: #"{"at": "2026-11-20T17:00:00.000Z"}"#)
        #expect(changed.status == 200)
        #expect(try changed.json["at"] as? String == "2026-11-20T17:00:00.000Z")
        #expect(try changed.json["items"] as? [Int] == [item])
        let gone = try await Exchange.of("DELETE", "\(path)/\(number)", at: base, token: token)
        #expect(gone.status == 204)
        let twice = try await Exchange.of("DELETE", "\(path)/\(number)", at: base, token: token)
        #expect(try twice.status == 404 && twice.isProblem)
        let history = try await Exchange.of("\(path)/\(number)/history", at: base, token: token)
        let changes = try history.json["data"] as? [[String: Any]] ?? []
        #expect(changes.compactMap { $0["action"] as? String } == ["added", "changed", "removed"])
        #expect(changes.allSatisfy { $0["by"] as? String == "Büro" })
        #expect(history.headers["cache-control"] == "private, no-store")
        #expect(await server.stop() == 0)
    }

    @Test("What is wrong with a request to the API is said as a problem with the right status")
    func problems() async throws {
        let id = try await session()
        let (server, base) = try await house.start()
        let good = try await token()
        let monitor = try await token("monitor")
        let path = "/api/v1/sessions/\(id)/markers"
        let note = #"{"kind": "note", "at": "now", "text": "x"}"#
        let rows: [(method: String, path: String, token: String?, body: String?, status: Int)] = [
            ("POST", path, nil, note, 401), ("POST", path, "rk_nothing", note, 401),
            ("POST", path, monitor, note, 403),
            ("POST", "/api/v1/sessions/2026-11-20-keiner/markers", good, note, 404),
            ("POST", path, good, "{", 400), ("POST", path, good, "[]", 422),
            ("POST", path, good, #"{"at": "now"}"#, 422),
            ("POST", path, good, #"{"kind": "nothing", "at": "now"}"#, 422),
            ("POST", path, good, #"{"kind": "note", "at": "now"}"#, 422),
            ("POST", path, good, #"{"kind": "note", "at": "gestern", "text": "x"}"#, 422),
            ("POST", path, good, #"{"kind": "note", "at": {"mediaTime": -1}, "text": "x"}"#, 422),
            ("POST", path, good, #"{"kind": "item", "at": "now", "items": [999]}"#, 422),
            ("POST", path, good, #"{"kind": "item", "at": "now", "items": ["1"]}"#, 422),
            ("POST", path, good, #"{"kind": "speechStart", "at": "now"}"#, 422),
            ("POST", path, good, #"{"kind": "speechStart", "at": "now", "person": 77}"#, 422),
            ("POST", path, good, #"{"kind": "gateClose", "at": "now"}"#, 409),
            ("POST", path, good, #"{"kind": "gateOpen", "at": {"mediaTime": 9}}"#, 403),
            ("PATCH", "\(path)/999", good, "{}", 404), ("DELETE", "\(path)/x", good, nil, 404),
            ("GET", "\(path)/999/history", good, nil, 404),
            ("GET", "\(path)/1/history", nil, nil, 401),
            ("GET", "/api/v1/sessions/nichts", nil, nil, 404),
            ("GET", "/api/v1/nichts", nil, nil, 404),
            ("GET", "/api/v1/rooms/keiner", nil, nil, 404),
            ("GET", "/api/v1/sessions?limit=0", nil, nil, 400),
            ("GET", "/api/v1/sessions?after=x", nil, nil, 400),
            ("GET", "/api/v1/sessions?from=gestern", nil, nil, 422),
            ("GET", "/api/v1/search?q=a&from=gestern", nil, nil, 422),
            ("GET", "/api/v1/search?q=a&person=x", nil, nil, 400),
            ("GET", "/api/v1/persons?on=heute", nil, nil, 400),
            ("DELETE", "/api/v1/sessions", nil, nil, 405),
        ]
        for row in rows {
            let answer = try await Exchange.of(
                row.method, row.path, at: base, token: row.token, body: row.body)
            #expect(answer.status == row.status, "\(row): \(answer.text)")
            #expect(try answer.isProblem, "\(row): \(answer.text)")
            #expect(answer.headers["cache-control"] == "no-store", "\(row)")
        }
        let unsigned = try await Exchange.of("POST", path, at: base, body: note)
        #expect(unsigned.headers["www-authenticate"]?.hasPrefix("Bearer") == true)
        #expect(await server.stop() == 0)
    }

    @Test("A token that is bound to a room acts on no other room's session")
    func roomToken() async throws {
        let id = try await house.ratskanal(
            "session", "create", "--title", "T", "--body", "stadtrat", "--date", "2026-11-20")
        let (server, base) = try await house.start()
        let token = try await token(room: "saal")
        let path = "/api/v1/sessions/\(id)/markers"
        let note = #"{"kind": "note", "at": "now", "text": "x"}"#
        #expect(
            try await Exchange.of("POST", path, at: base, token: token, body: note).status == 403)
        #expect(await server.stop() == 0)
    }

    @Test("Sessions and persons come in pages by next alone, each once; the office's are left out")
    func lists() async throws {
        var ids: Set<String> = []
        for day in 10..<17 { ids.insert(try await session("Sitzung", date: "2026-11-\(day)")) }
        try await house.ratskanal(
            "session", "create", "--title", "Geheim", "--body", "stadtrat", "--date",
            "2026-11-20", "--visibility", "office")
        let file = house.folder.appending(path: "personen.csv")
        try "Name;Fraktion;Rolle\nAda Lovelace;A;\nBo Berg;B;\nCem Çelik;A;\nDr. Eva Fuß;;\n".write(
            to: file, atomically: true, encoding: .utf8)
        try await house.ratskanal("persons", "import", file.path)
        let (server, base) = try await house.start()

        func all(_ path: String) async throws -> [[String: Any]] {
            var next: String? = path
            var found: [[String: Any]] = []
            while let path = next {
                let page = try await Exchange.of(path, at: base)
                #expect(page.status == 200)
                let data = try page.json["data"] as? [[String: Any]] ?? []
                #expect((1...3).contains(data.count))
                found += data
                next = try page.json["next"] as? String
            }
            return found
        }
        let sessions = try await all("/api/v1/sessions?limit=3&body=stadtrat")
        #expect(sessions.count == 7)
        #expect(Set(sessions.compactMap { $0["id"] as? String }) == ids)
        #expect(sessions.allSatisfy { $0["body"] as? String == "stadtrat" })
        let persons = try await all("/api/v1/persons?limit=3")
        #expect(
            persons.compactMap { $0["name"] as? String }.sorted()
                == ["Ada Lovelace", "Bo Berg", "Cem Çelik", "Dr. Eva Fuß"])
        let ada = persons.first { $0["name"] as? String == "Ada Lovelace" }
        #expect(ada?["factions"] as? [String] == ["A"])
        #expect(await server.stop() == 0)
    }

    @Test("A timeline has a tag, is not sent again to who has it, and another one once it changes")
    func conditions() async throws {
        let id = try await session()
        let (server, base) = try await house.start()
        for path in ["/api/v1/sessions/\(id)/timeline", "/api/v1/sessions/\(id)"] {
            let first = try await Exchange.of(path, at: base)
            let tag = try #require(first.headers["etag"])
            let second = try await Exchange.of(path, at: base, headers: ["If-None-Match": tag])
            #expect(second.status == 304)
            #expect(second.body.isEmpty && second.headers["etag"] == tag)
        }
        #expect(await server.stop() == 0)
    }

    @Test("The search of the API finds an item as soon as it is on an agenda")
    func search() async throws {
        let id = try await session()
        let (server, base) = try await house.start()
        let found = try await Exchange.of(
            "/api/v1/search?q=haushalt", at: base, until: { try $0.json["total"] as? Int == 1 })
        let hit = try #require((try found.json["data"] as? [[String: Any]])?.first)
        #expect(hit["session"] as? String == id)
        #expect(hit["kind"] as? String == "item")
        #expect(hit["item"] is Int)
        #expect(await server.stop() == 0)
    }
}

extension Exchange {
    /// A GET.
    static func of(
        _ path: String, at base: URL, token: String? = nil, headers: [String: String] = [:]
    ) async throws -> Exchange {
        try await .of("GET", path, at: base, token: token, headers: headers)
    }
}
