import Foundation
import Testing

@Suite(.serialized) struct GateTests {
    private static let agenda = """
        TOP;Titel;Öffentlich;Vorlage;Ergebnis;Unter
        1;Offene Frage;;V-1;;
        N 3;Kauf Zitronenfalter;;V-Zitronenfalter;Zitronenfalter;
        4;Vergabe Zitronenfalter;nein;V-Zitronenfalter;;
        4.1;Unterpunkt Zitronenfalter;;V-Zitronenfalter;;4
        5;Nichtöffentlicher Teil;;;;
        6;Personalie Zitronenfalter;ja;V-Zitronenfalter;;
        7;Öffentlicher Teil;;;;
        8;Bekanntgabe;;V-8;;

        """

    private let house: Installation

    init() throws {
        house = try Installation()
    }

    private func state(_ base: URL) async throws -> [String: String] {
        let json = try await Exchange.of("/api/v1/rooms/saal", at: base).json
        return json.compactMapValues { $0 as? String }
    }

    /// A playlist but for what it says of items and speeches, which marks go on to change.
    private func withoutRanges(_ playlist: String) -> [Substring] {
        playlist.split(separator: "\n").filter { !$0.hasPrefix("#EXT-X-DATERANGE") }
    }

    /// Whether any public answer has the word of what is not public.
    private func leaks(_ base: URL, _ session: String) async throws -> [String] {
        var crawler = Crawler(base: base)
        let api = "/api/v1/sessions/\(session)"
        try await crawler.crawl(from: [
            "/", "/live/saal", "/live/saal/index.m3u8", "/sessions/\(session)",
            "/sessions/\(session)/index.m3u8", "/search?q=Bekanntgabe", "/search", "/healthz",
            "/readyz", "/robots.txt", "/sessions/\(session)?item=2", "/api/v1/sessions", api,
            "\(api)/timeline", "/api/v1/persons", "/api/v1/rooms/saal",
            "/api/v1/search?q=Bekanntgabe",
        ])
        for item in 1...8 {
            try await crawler.crawl(from: [
                "/sessions/\(session)/items/\(item)",
                "/sessions/\(session)/items/\(item)/index.m3u8",
                "/sessions/\(session)/speeches/\(item)",
                "/sessions/\(session)/speeches/\(item)/index.m3u8",
            ])
        }
        var leaks = crawler.found.filter {
            $0.value.text.localizedCaseInsensitiveContains("falter")
        }
        .map(\.key)
        for word in ["Zitronenfalter", "zitronen", "falter", "V-Zitronenfalter"] {
            let hits = try await Exchange.of("/api/v1/search?q=\(word)", at: base)
            let page = try await Exchange.of("/search?q=\(word)", at: base)
            let suggestion = try hits.json["suggestion"] as? String ?? ""
            if try hits.json["total"] as? Int != 0 || page.text.contains("/sessions/\(session)")
                || suggestion.localizedCaseInsensitiveContains("falter")
            {
                leaks.append("search for \(word)")
            }
        }
        #expect(crawler.found.count > 30)
        #expect(crawler.found.values.allSatisfy { $0.status < 500 })
        return leaks
    }

    @Test(
        "What is not public is in no public answer and not on the disk, after a kill either",
        .timeLimit(.minutes(15)))
    func closed() async throws {
        let (server, base) = try await house.start()
        let id = try await house.startSession(agenda: Self.agenda)
        let token = try await house.ratskanal(
            "token", "create", "--name", "t", "--right", "tag")
        let encoder = try await house.encoder()
        let playlist = "/sessions/\(id)/video/session.m3u8"
        _ = try await WebClient.playlist(
            base.appending(path: playlist), with: 5)
        let viewer = StreamViewer(base.appending(path: "sessions/\(id)/index.m3u8"))
        try await viewer.look()
        try await house.ratskanal("tag", "item", "1")
        try await house.ratskanal("tag", "item", "N 3")

        // The segment under way ends with the parts that were announced of it.
        let before = try await Exchange.of(
            playlist, at: base, until: { !WebClient.hasOpenSegment($0.text) }
        ).text
        // From here on nothing new comes.
        let size = try house.recordedBytes()
        #expect(try await state(base)["gate"] == "closed")
        let count = before.split(separator: "\n").count { $0.hasPrefix("#EXTINF") }
        let asked = ContinuousClock.now
        async let blocked = Exchange.of("\(playlist)?_HLS_msn=\(count)&_HLS_part=0", at: base)

        try await house.ratskanal("tag", "speaker", "Zitronenfalter", "--role", "guest")
        try await house.ratskanal("tag", "vote", "Zitronenfalter angenommen")
        try await house.ratskanal("tag", "note", "Zitronenfalter beachten")
        try await house.ratskanal("tag", "item", "4.1")
        try await house.ratskanal("tag", "item", "6")
        #expect(try await leaks(base, id) == [])

        // Opening is refused while an item that is not public is open.
        let refused = try await house.attempt(["tag", "open", "--yes"])
        #expect(refused.status == 1 && refused.errors.contains("is not public"))
        let markers = "/api/v1/sessions/\(id)/markers"
        let open = #"{"kind": "gateOpen", "at": "now"}"#
        #expect(
            try await Exchange.of("POST", markers, at: base, token: token, body: open).status
                == 403)
        let gateMarker = try await CommandResult.of(
            "sqlite3",
            [
                house.folder.appending(path: "data/catalogue.sqlite").path,
                "SELECT id FROM marker WHERE kind = 'gateClose'",
            ]
        ).output
        for (method, body) in [("PATCH", #"{"text": "x"}"#), ("DELETE", nil)] {
            let answer = try await Exchange.of(
                method, "\(markers)/\(gateMarker)", at: base, token: token, body: body)
            #expect(try answer.status == 409 && answer.isProblem)
        }
        let late = try await blocked
        #expect(late.status == 503)
        #expect(late.headers["cache-control"] == "no-store")
        // At its deadline, not before; how much later says what else the machine does.
        #expect(ContinuousClock.now - asked >= .seconds(8))
        let unchanged = try await Exchange.of(playlist, at: base).text
        #expect(withoutRanges(unchanged) == withoutRanges(before))
        #expect(try house.recordedBytes() == size)
        try await viewer.look()

        await server.kill()
        let (second, _) = try await house.start(at: "127.0.0.1:\(base.port ?? 0)")
        let again = try await house.encoder()
        let back = try await Exchange.of(
            "/api/v1/rooms/saal", at: base, until: { $0.text.contains(#""connected""#) })
        #expect(try back.json["gate"] as? String == "closed")
        #expect(try await leaks(base, id) == [])
        #expect(
            WebClient.uris(in: try await Exchange.of(playlist, at: base).text)
                == WebClient.uris(in: before))

        try await house.ratskanal("tag", "item", "8")
        #expect(try await state(base)["gate"] == "closed")
        #expect(try house.recordedBytes() <= size)
        try await house.ratskanal("tag", "open", "--yes")
        let after = try await Exchange.of(
            playlist, at: base,
            until: { WebClient.uris(in: $0.text).count > WebClient.uris(in: before).count })
        let parts = after.text.split(separator: "\n").filter { $0.hasPrefix("#EXT-X-PART:") }
        let old = Set(before.split(separator: "\n"))
        let first = try #require(parts.first { !old.contains($0) })
        #expect(first.contains("INDEPENDENT=YES"))
        #expect(try await state(base)["gate"] == "open")
        _ = try await WebClient.playlist(
            base.appending(path: playlist), with: WebClient.uris(in: after.text).count + 2)
        try await viewer.look()
        await encoder.stop()
        await again.stop()
        try await house.ratskanal("session", "stop", id)
        #expect(try await leaks(base, id) == [])
        let status = await second.stop()
        #expect(status == 0, "\(second.lines)")
        for (name, lines) in [("first", server.lines), ("second", second.lines)] {
            #expect(!lines.contains { $0.contains("Zitronenfalter") }, "\(name)")
        }
    }

    @Test(
        "An item that is not public closes the gate too where its marker comes late or is changed",
        .timeLimit(.minutes(15)))
    func late() async throws {
        let (server, base) = try await house.start()
        let id = try await house.startSession(agenda: Self.agenda)
        let token = try await house.ratskanal("token", "create", "--name", "t", "--right", "tag")
        let encoder = try await house.encoder()
        _ = try await WebClient.playlist(
            base.appending(path: "sessions/\(id)/video/session.m3u8"), with: 3)
        let agenda =
            try await Exchange.of("/api/v1/sessions/\(id)", at: base).json["agenda"]
            as? [[String: Any]] ?? []
        let ids = agenda.compactMap { $0["id"] as? Int }
        let markers = "/api/v1/sessions/\(id)/markers"

        let ago = Date().addingTimeInterval(-1).formatted(.iso8601)
        let body = #"{"kind": "item", "at": "\#(ago)", "items": [\#(ids[2])]}"#
        #expect(
            try await Exchange.of("POST", markers, at: base, token: token, body: body).status
                == 201)
        #expect(try await state(base)["gate"] == "closed")

        // Back to the public part, and open again.
        let next = #"{"kind": "item", "at": "now", "items": [\#(ids[0])]}"#
        #expect(
            try await Exchange.of("POST", markers, at: base, token: token, body: next).status
                == 201)
        try await house.ratskanal("tag", "open", "--yes")
        _ = try await Exchange.of(
            "/api/v1/rooms/saal", at: base, until: { $0.text.contains(#""gate":"open""#) })
        let made = try await Exchange.of("POST", markers, at: base, token: token, body: next)
        let number = try #require(try made.json["id"] as? Int)
        let patched = try await Exchange.of(
            "PATCH", "\(markers)/\(number)", at: base, token: token,
            body: #"{"items": [\#(ids[1])]}"#)
        #expect(patched.status == 200)
        _ = try await Exchange.of(
            "/api/v1/rooms/saal", at: base,
            until: { $0.text.contains(#""gate":"closed""#) })
        await encoder.stop()
        #expect(await server.stop() == 0)
    }

    @Test("A session whose own name says that it is not public begins with the gate closed")
    func closedByName() async throws {
        let (server, base) = try await house.start()
        let encoder = try await house.encoder()
        let id = try await house.startSession(title: "Nichtöffentliche Sitzung des Stadtrats")
        _ = try await Exchange.of(
            "/api/v1/rooms/saal", at: base, until: { $0.text.contains(#""connected""#) })
        #expect(try await state(base)["gate"] == "closed")
        #expect(try house.recordedBytes() == 0)
        await encoder.stop()
        try await house.ratskanal("session", "stop", id)
        #expect(await server.stop() == 0)
    }

    @Test("A session that starts while an item is open that is not public begins closed")
    func closedFromTheStart() async throws {
        let (server, base) = try await house.start()
        let day = Installation.today
        let id = try await house.ratskanal(
            "session", "create", "--title", "Stadtrat", "--body", "stadtrat", "--date", day,
            "--room", "saal")
        let file = house.folder.appending(path: "tagesordnung.csv")
        try Self.agenda.write(to: file, atomically: true, encoding: .utf8)
        try await house.ratskanal("agenda", "import", file.path, "--session", id)
        let before = Date().addingTimeInterval(-60).formatted(.iso8601)
        try await house.ratskanal("tag", "item", "N 3", "--session", id, "--at", before)
        let encoder = try await house.encoder()
        try await house.ratskanal("session", "start", id)
        _ = try await Exchange.of(
            "/api/v1/rooms/saal", at: base, until: { $0.text.contains(#""connected""#) })
        #expect(try await state(base)["gate"] == "closed")
        #expect(try house.recordedBytes() == 0)
        await encoder.stop()
        #expect(await server.stop() == 0)
    }

    @Test(
        "What becomes non-public while nothing runs is closed when it starts again",
        .timeLimit(.minutes(15)))
    func closedAtRestart() async throws {
        let (server, base) = try await house.start()
        let encoder = try await house.encoder()
        let id = try await house.startSession(agenda: "TOP;Titel;Öffentlich\n2;Vertrag;ja\n")
        try await house.ratskanal("tag", "item", "2")
        let media = base.appending(path: "/sessions/\(id)/video/session.m3u8")
        _ = try await WebClient.playlist(media, with: 2)
        await encoder.stop()
        #expect(await server.stop() == 0)
        let file = house.folder.appending(path: "tagesordnung.csv")
        try "TOP;Titel;Öffentlich\n2;Vertrag;nein\n".write(
            to: file, atomically: true, encoding: .utf8)
        // Nobody runs who could be told: that is no failure of the import.
        try await house.ratskanal("agenda", "import", file.path, "--session", id)
        let known = try house.recordedBytes()
        let (second, again) = try await house.start()
        let next = try await house.encoder()
        _ = try await Exchange.of(
            "/api/v1/rooms/saal", at: again, until: { $0.text.contains(#""connected""#) })
        #expect(try await state(again)["gate"] == "closed")
        #expect(try house.recordedBytes() <= known)
        await next.stop()
        #expect(await second.stop() == 0)
    }
}
