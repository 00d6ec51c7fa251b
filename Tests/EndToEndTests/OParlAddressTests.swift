import Foundation
import MadeUpServers
import Testing

/// `agenda import URL`.
@Suite struct OParlAddressTests {
    private static let allowing = "oparl = { privateAddresses = true; };"

    private static let council: [String: Reply] = [
        "/system": .json(#"{"id": "BASE/system", "oparlVersion": "1.0", "body": "BASE/body"}"#),
        "/body": .json(
            #"""
            {"id": "BASE/body", "type": "Body", "meeting": "BASE/meeting", "person": "BASE/person",
             "organization": "BASE/organization"}
            """#),
        "/meeting": .json(
            #"""
            {"data": [{"id": "BASE/m/1", "type": "Meeting", "name": "12. Sitzung",
              "start": "2031-11-20T17:00:00+01:00", "organization": "BASE/o/1", "agendaItem": [
                {"id": "BASE/i/1", "number": "1", "name": "Kastanienallee"},
                {"id": "BASE/i/2", "number": "2", "name": "Eichenhain", "public": false}]}],
             "links": {"next": "BASE/meeting?page=2"}}
            """#),
        "/meeting?page=2": .json(#"{"data": ["BASE/m/2", "BASE/m/3"], "links": {}}"#),
        "/m/1": .json(
            #"""
            {"id": "BASE/m/1", "type": "Meeting", "name": "12. Sitzung",
             "start": "2031-11-20T17:00:00+01:00", "organization": "BASE/o/1", "agendaItem":
             [{"id": "BASE/i/1", "number": "1", "name": "Kastanienallee"}]}
            """#),
        "/m/2": .json(
            #"""
            {"id": "BASE/m/2", "type": "Meeting", "name": "13. Sitzung",
             "start": "2031-12-04T17:00:00+01:00", "organization": "BASE/o/1"}
            """#),
        "/m/3": .status(401),
        "/o/1": .json(#"{"id": "BASE/o/1", "type": "Organization", "name": "Stadtrat"}"#),
        "/organization": .json(
            #"{"data": [{"id": "BASE/o/1", "type": "Organization", "name": "Stadtrat"}]}"#),
        "/person": .json(#"{"data": [{"id": "BASE/n/1", "type": "Person", "name": "Ada Weiß"}]}"#),
    ]

    @Test(
        "A whole system by its URL is in the API; what the source deletes is cancelled, or kept",
        .timeLimit(.minutes(15)))
    func system() async throws {
        var answers = Self.council
        answers["/meeting"] = .inTurn([
            Self.council["/meeting"] ?? .html,
            .json(
                #"""
                {"data": [{"id": "BASE/m/1", "type": "Meeting", "deleted": true},
                  {"id": "BASE/m/2", "deleted": true}]}
                """#),
        ])
        let endpoint = try Endpoint(answers)
        let house = try Installation(more: Self.allowing)
        let (server, base) = try await house.start()
        let printed = try await house.ratskanal("agenda", "import", endpoint.base + "/system")
        #expect(printed.contains("Read: 2 meetings, 2 agenda items, 1 organisation, 1 person"))
        #expect(printed.contains("Sessions: 2 new, 0 brought up to date, 0 cancelled; 2 items"))
        #expect(printed.contains("Skipped: 1\n  \(endpoint.base)/m/3: it answers 401"))
        let path = "/api/v1/sessions/2031-11-20-stadtrat"
        let session = try await Exchange.of(path, at: base, until: { $0.status == 200 }).json
        #expect(session["oparlId"] as? String == endpoint.base + "/m/1")
        let agenda = session["agenda"] as? [[String: Any]] ?? []
        #expect(agenda.map { $0["public"] as? Bool } == [true, false])
        #expect(!"\(agenda)".contains("Eichenhain"))

        // One of them takes place meanwhile.
        try await house.catalogue(
            "UPDATE session SET state = 'ended' WHERE id = '2031-11-20-stadtrat'")
        let again = try await house.ratskanal("agenda", "import", endpoint.base + "/system")
        #expect(again.contains("0 new, 0 brought up to date, 1 cancelled"))
        #expect(again.contains("Kept: 2031-11-20-stadtrat has taken place, although"))
        let states = try await house.catalogue("SELECT state FROM session ORDER BY id")
        #expect(states == "ended\ncancelled")
        #expect(await server.stop() == 0)
    }

    @Test("The agenda of one meeting goes into a session that is there")
    func oneMeeting() async throws {
        let endpoint = try Endpoint(Self.council)
        let house = try Installation(more: Self.allowing)
        let id = try await house.ratskanal(
            "session", "create", "--title", "Stadtrat", "--body", "stadtrat", "--date", "2031-11-21"
        )
        func attempt(_ path: String, _ session: String) async throws -> CommandResult {
            try await house.attempt(
                ["agenda", "import", endpoint.base + path, "--session", session])
        }
        let nowhere = try await attempt("/m/1", "2031-11-20-stadtrat")
        #expect(nowhere.errors.contains("There is no session") && endpoint.requests == 0)
        let taken = try await attempt("/m/1", id)
        #expect(taken.output == "\(id): 1 item" && taken.status == 0, "\(taken.errors)")
        #expect(endpoint.count("/organization") == 0)
        let body = try await attempt("/body", id)
        #expect(body.status == 1 && body.errors.contains("no OParl meetings"))
        #expect(endpoint.count("/meeting") == 0)
        let bare = try await attempt("/m/2", id)
        #expect(bare.status == 1 && bare.errors.contains("comes without an agenda"))
        let several = try await attempt("/meeting", id)
        #expect(several.output == "\(id): 2 items" && endpoint.count("/meeting?page=2") == 0)
    }

    @Test("A private address is refused with the line that allows it, and no proxy is asked")
    func privateAddress() async throws {
        let endpoint = try Endpoint(Self.council)
        let house = try Installation()
        let words = ["agenda", "import", endpoint.base + "/system"]
        let refused = try await house.attempt(words)
        #expect(refused.status == 1 && refused.output == "")
        #expect(refused.errors.hasPrefix("ratskanal: ") && !refused.errors.contains("\n"))
        #expect(refused.errors.contains("oparl = { privateAddresses = true; };"))
        let proxied = try await house.attempt(
            words, through: ["env", "http_proxy=\(endpoint.base)", "ALL_PROXY=\(endpoint.base)"])
        #expect(proxied.errors == refused.errors)
        #expect(endpoint.requests == 0)
        #expect(try await house.ratskanal("session", "list") == "")
    }

    @Test("What comes to nothing is one sentence, and changes nothing")
    func refused() async throws {
        let endpoint = try Endpoint([
            "/html": .html, "/person": .json(#"{"type": "Body", "person": "/closed"}"#),
            "/closed": .status(403), "/cut": .json("{\"data\": ["), "/empty": .json("[]"),
            "/loop": .redirect("/loop"),
        ])
        let banner = try RawServer(greets: true) { peer, _ in peer.send("220 mail ESMTP\r\n") }
        let house = try Installation(more: Self.allowing)
        for (address, status, words) in [
            (endpoint.base + "/html", 1, "web page"), (endpoint.base + "/cut", 1, "cut off"),
            (endpoint.base + "/empty", 1, "no OParl meetings and no persons in it; name a meeting"),
            (endpoint.base + "/person", 1, "not open to everybody"),
            (endpoint.base + "/nothing", 1, "there is nothing (404)"),
            (endpoint.base + "/loop", 1, "more than 5 times"),
            (banner.base, 1, "no web server"), ("ftp://example.org/", 1, "no address of the web"),
            (endpoint.base + ":x/", 1, "no address of the web"),
        ] {
            let result = try await house.attempt(["agenda", "import", address])
            #expect(result.status == status && result.output == "", "\(address): \(result)")
            #expect(result.errors.hasPrefix("ratskanal: \(address.prefix(20))"))
            #expect(result.errors.contains(words) && !result.errors.contains("\n"))
            #expect(result.errors.utf8.count < 400)
        }
        let two = try await house.attempt(["agenda", "import", endpoint.base, "dump"])
        #expect(two.status == 2 && two.errors.contains("A URL is imported alone"))
        #expect(try await house.ratskanal("session", "list") == "")
    }

    @Test("What a source lacks by the thousand is a few lines")
    func boundedLog() async throws {
        let items = (1...3000).map { #""urn:\#($0)""# }.joined(separator: ",")
        let endpoint = try Endpoint([
            "/m": .json(
                """
                {"id": "BASE/m", "type": "Meeting", "name": "S", "start": "2031-11-20T17:00",
                 "agendaItem": [{"name": "A"}, \(items)]}
                """)
        ])
        let house = try Installation(more: Self.allowing)
        let printed = try await house.ratskanal("agenda", "import", endpoint.base + "/m")
        #expect(printed.contains("Skipped: 3000") && printed.contains("and 2980 more"))
        #expect(printed.split(separator: "\n").count < 30)
    }

    @Test("Ctrl-C while it reads leaves nothing", .timeLimit(.minutes(15)))
    func calledOffReading() async throws {
        let (asked, isAsked) = AsyncStream.makeStream(of: Void.self)
        var answers = Self.council
        let held = DispatchSemaphore(value: 0)
        answers["/person"] = .made { _ in
            isAsked.yield()
            held.wait()
            return .status(404)
        }
        let endpoint = try Endpoint(answers)
        let house = try Installation(more: Self.allowing)
        let command = try await house.begin("agenda", "import", endpoint.base + "/body")
        for await _ in asked { break }
        #expect(await command.interrupt() == 1)
        #expect(command.lines == ["ratskanal: It was called off; nothing of it was kept."])
        held.signal()
        #expect(try await house.ratskanal("session", "list") == "")
    }

    @Test(
        "Ctrl-C while meetings are taken in keeps whole ones; the same again takes in the rest",
        .timeLimit(.minutes(15)))
    func calledOffTaking() async throws {
        let endpoint = try Endpoint(MadeUpCouncil(meetings: 600, itemsEach: 4).answers)
        let house = try Installation(more: Self.allowing)
        try await house.ratskanal("session", "list")
        let address = endpoint.base + "/body"
        let command = try await house.begin("agenda", "import", address)
        func sessions() async throws -> Int {
            Int(try await house.catalogue("SELECT count(*) FROM session")) ?? 0
        }
        while try await sessions() == 0 {}
        #expect(await command.interrupt() == 1)
        let taken = try await sessions()
        #expect(taken > 0 && taken < 600 && taken.isMultiple(of: 20), "\(taken)")
        #expect(command.lines.contains { $0.hasPrefix("Sessions: \(taken) new") })
        #expect(
            command.lines.contains {
                $0.hasPrefix("ratskanal: It was called off: \(taken) of 600 meetings")
            }, "\(command.lines)")
        #expect(try await house.catalogue("SELECT count(*) FROM item") == "\(taken * 4)")
        let rest = try await house.ratskanal("agenda", "import", address)
        #expect(rest.contains("Sessions: \(600 - taken) new, \(taken) brought up to date"))
        #expect(try await house.damage() == "")
    }

    @Test("Ten times the meetings take a few megabytes more", .timeLimit(.minutes(15)))
    func memory() async throws {
        let measure = """
            import resource, subprocess, sys
            status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
            print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
            sys.exit(status)
            """
        var peaks: [Int] = []
        for count in [60, 600] {
            let endpoint = try Endpoint(MadeUpCouncil(meetings: count, itemsEach: 15).answers)
            let house = try Installation(more: Self.allowing)
            let result = try await house.attempt(
                ["agenda", "import", endpoint.base + "/body"], through: ["python3", "-c", measure])
            #expect(result.status == 0, "\(result.errors)")
            peaks.append(try #require(Int(result.output)))
            #expect(
                try await house.catalogue("SELECT count(*) FROM paper") == "\(count * 15)")
        }
        #expect(peaks[1] < 150 && peaks[1] - peaks[0] < 15, "\(peaks) MB")
    }
}
