import Foundation
import Testing

@Suite(.serialized) struct PublicityTests {
    private static let agenda = """
        TOP;Titel;Öffentlich
        1;Haushalt Kastanienallee;ja
        2;Antrag Zitronenfalter auf Behandlung in nichtöffentlicher Sitzung;ja
        3;Friedhofssatzung;ja

        """

    private let house: Installation

    init() throws {
        house = try Installation()
    }

    /// The titles that everybody may read.
    private func titles(of session: String, at base: URL) async throws -> [String] {
        let json = try await Exchange.of("/api/v1/sessions/\(session)", at: base).json
        let agenda = json["agenda"] as? [[String: Any]] ?? []
        return agenda.compactMap { ($0["title"] as? String)?.split(separator: " ").first }
            .map(String.init)
    }

    private func gate(_ base: URL) async throws -> String? {
        try await Exchange.of("/api/v1/rooms/saal", at: base).json["gate"] as? String
    }

    @Test(
        "The office says what is public: closing comes first, opening opens no gate",
        .timeLimit(.minutes(3)))
    func buttons() async throws {
        let (server, base) = try await house.start()
        let id = try await house.startSession(agenda: Self.agenda)
        let token = try await house.ratskanal("token", "create", "--name", "b", "--right", "tag")
        let encoder = try await house.encoder()
        _ = try await WebClient.playlist(
            base.appending(path: "/sessions/\(id)/video/session.m3u8"), with: 3)
        let cookie = ["Cookie": "ratskanal-office=\(token)"]
        let console = "/staff/sessions/\(id)"
        let shown = try await Exchange.of("GET", console, at: base, headers: cookie)
        #expect(shown.text.contains("Der Titel könnte es sagen."))
        let csrf = try #require(shown.text.firstMatch(of: /name="csrf" value="(\w+)"/)?.output.1)
        let form = cookie.merging(["Content-Type": "application/x-www-form-urlencoded"]) { $1 }
        func say(_ fields: String, csrf: Substring) async throws -> Exchange {
            try await Exchange.of(
                "POST", "\(console)/publicity", at: base, headers: form,
                body: "csrf=\(csrf)&\(fields)")
        }
        #expect(try await titles(of: id, at: base) == ["Haushalt", "Friedhofssatzung"])

        // What was closed for its words alone is opened, and no import closes it again.
        #expect(try await say("public=2", csrf: csrf).status == 200)
        #expect(try await titles(of: id, at: base) == ["Haushalt", "Antrag", "Friedhofssatzung"])
        let file = house.folder.appending(path: "tagesordnung.csv").path
        try await house.ratskanal("agenda", "import", file, "--session", id)
        #expect(try await titles(of: id, at: base) == ["Haushalt", "Antrag", "Friedhofssatzung"])
        let found = try await Exchange.of("/api/v1/search?q=Zitronenfalter", at: base)
        #expect(try found.json["total"] as? Int == 1)

        // What is open now goes dark before anybody is told that it is not public.
        try await house.ratskanal("tag", "item", "1")
        #expect(try await gate(base) == "open")
        #expect(try await say("nonPublic=1", csrf: csrf).status == 200)
        #expect(try await gate(base) == "closed")
        #expect(try await titles(of: id, at: base) == ["Antrag", "Friedhofssatzung"])
        let log = try await house.catalogue(
            "SELECT action, json_extract(after, '$.kind') FROM audit ORDER BY id DESC LIMIT 2")
        #expect(log.split(separator: "\n") == ["publicity|", "added|gateClose"])

        // Saying that it is public, or nothing, opens no gate.
        #expect(try await say("public=1", csrf: csrf).status == 200)
        #expect(try await gate(base) == "closed")
        #expect(try await say("undecided=1", csrf: csrf).status == 200)
        #expect(try await gate(base) == "closed")
        #expect(try await titles(of: id, at: base) == ["Haushalt", "Antrag", "Friedhofssatzung"])
        let said = try await house.catalogue(
            "SELECT who, after FROM audit WHERE action = 'publicity' ORDER BY id")
        #expect(
            said.split(separator: "\n") == [
                #"b|{"decision":"public","item":2}"#, #"b|{"decision":"non-public","item":1}"#,
                #"b|{"decision":"public","item":1}"#, #"b|{"item":1}"#,
            ])

        // Only the office, only by its own page, only of the session's items.
        #expect(try await say("nonPublic=3", csrf: "x").status == 403)
        #expect(try await say("nonPublic=77", csrf: csrf).status == 422)
        #expect(try await say("", csrf: csrf).status == 422)
        let stranger = try await Exchange.of(
            "POST", "\(console)/publicity", at: base, body: "nonPublic=3&csrf=\(csrf)")
        #expect(stranger.text.contains("name=\"token\""))
        #expect(try await titles(of: id, at: base).contains("Friedhofssatzung"))
        await encoder.stop()
        #expect(await server.stop() == 0)
    }
}
