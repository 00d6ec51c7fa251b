import Foundation
import Testing

@Suite(.serialized) struct LanguageTests {
    private let house: Installation

    init() throws {
        house = try Installation()
    }

    private func language(of page: Exchange) -> Substring? {
        page.text.firstMatch(of: /<html lang="(\w+)">/)?.output.1
    }

    @Test(
        "A page answers in the language of its address, else of Accept-Language, else in German",
        .timeLimit(.minutes(15)))
    func chosen() async throws {
        let (server, base) = try await house.start()
        let id = try await house.startSession(agenda: "TOP;Titel\n1;Haushalt\n")
        let cases: [(query: String, accepts: String?, language: String)] = [
            ("", nil, "de"), ("", "en-GB,en;q=0.9,de;q=0.8", "en"), ("", "fr", "de"),
            ("", "de, en;q=0.9", "de"), ("", "en;q=0", "de"), ("", "*", "de"),
            ("lang=en", nil, "en"), ("lang=en", "de", "en"), ("lang=de", "en", "de"),
            ("lang=fr", "en", "en"), ("lang=fr", nil, "de"), ("lang=", "en", "en"),
            ("lang=EN", nil, "de"),
        ]
        let pages = [
            "/", "/live/saal", "/sessions", "/sessions/\(id)", "/sessions/\(id)/items/1",
            "/search", "/search?q=Haushalt", "/help", "/privacy", "/imprint", "/accessibility",
            "/nowhere", "/sessions/2020-01-01-nichts", "/sessions/\(id)?t=morgen", "/staff/",
            "/staff/sign-in",
        ]
        for path in pages {
            for (query, accepts, language) in cases {
                let sign = path.contains("?") ? "&" : "?"
                let page = try await Exchange.of(
                    "GET", query.isEmpty ? path : path + sign + query, at: base,
                    headers: accepts.map { ["Accept-Language": $0] } ?? [:])
                let about: Comment = "\(path) \(query) \(accepts ?? "")"
                #expect(self.language(of: page).map(String.init) == language, about)
                #expect(page.headers["content-language"] == language, about)
                // Where the address says it, caches need not ask.
                let varies = page.headers["vary"]?.contains("Accept-Language") == true
                #expect(varies == !["lang=en", "lang=de"].contains(query), about)
                #expect(page.text.contains("hreflang=\"\(language == "de" ? "en" : "de")\""), about)
            }
        }
        let item = try await Exchange.of("GET", "/sessions/\(id)/items/1?lang=en", at: base)
        let address = try #require(base.host().map { "http://\($0):\(base.port ?? 0)" })
        #expect(
            item.text.contains(
                #"hreflang="x-default" href="\#(address)/sessions/\#(id)/items/1">"#))
        // Who asks by Accept-Language alone finds no language in the links.
        let liked = try await Exchange.of(
            "GET", "/", at: base, headers: ["Accept-Language": "en"])
        #expect(!liked.text.contains(#"<a class="brand" href="/?lang"#))
        #expect(liked.text.contains(#"href="/?lang=de" lang="de""#))
        #expect(await server.stop() == 0)
    }

    @Test("The office stays in its language through forms and redirects", .timeLimit(.minutes(15)))
    func office() async throws {
        let (server, base) = try await house.start()
        let id = try await house.startSession(agenda: "TOP;Titel\n1;Haushalt\n2;Anfragen\n")
        let token = try await house.ratskanal("token", "create", "--name", "b", "--right", "tag")
        let cookie = ["Cookie": "ratskanal-office=\(token)"]
        let console = "/staff/sessions/\(id)"
        let shown = try await Exchange.of("GET", "\(console)?lang=en", at: base, headers: cookie)
        #expect(shown.text.contains("Who is speaking?") && shown.text.contains("Sign out"))
        #expect(shown.text.contains("data-page=\"\(console)?lang=en\""))
        let csrf = try #require(shown.text.firstMatch(of: /name="csrf" value="(\w+)"/)?.output.1)
        let form = cookie.merging(["Content-Type": "application/x-www-form-urlencoded"]) { $1 }

        func mark(_ fields: String, in language: String) async throws -> Exchange {
            try await Exchange.of(
                "POST", "\(console)/markers\(language)", at: base, headers: form,
                body: "csrf=\(csrf)&\(fields)")
        }
        let done = try await mark("kind=item&number=1", in: "?lang=en")
        #expect(done.url?.absoluteString.hasSuffix("\(console)?lang=en") == true)
        let refused = try await mark("kind=item&number=77", in: "?lang=en")
        #expect(refused.status == 422)
        #expect(refused.text.contains("No item 77 is on the agenda."))
        // Not to where the form went, which nobody can open.
        #expect(refused.text.contains("href=\"\(console)?lang=de\""))
        let german = try await mark("kind=item&number=77", in: "")
        #expect(german.text.contains("Auf der Tagesordnung steht kein TOP 77."))
        let step = try await Exchange.of(
            "GET", "\(console)/open?lang=en", at: base, headers: cookie)
        #expect(step.status == 200 && step.text.contains("Open now"))
        #expect(step.text.contains("action=\"\(console)/markers?lang=en\""))
        let plain = try await mark("kind=item&number=2", in: "")
        #expect(plain.url?.query() == nil)
        let stale = try await Exchange.of(
            "POST", "\(console)/markers?lang=en", at: base, headers: form, body: "csrf=x")
        #expect(stale.status == 403 && stale.text.contains("You may not do that here."))

        // Who was signed out in between comes back to the session.
        let lost = try await Exchange.of(
            "POST", "\(console)/markers?lang=en", at: base, body: "kind=item")
        #expect(lost.text.contains("name=\"next\" value=\"\(console)\""))
        #expect(lost.text.contains("href=\"\(console)?lang=de\""))

        let entrance = try await Exchange.of("GET", "\(console)?lang=en", at: base)
        #expect(entrance.text.contains("Access key"))
        #expect(entrance.text.contains("action=\"/staff/sign-in?lang=en\""))
        #expect(entrance.text.contains("name=\"next\" value=\"\(console)\""))
        let ticket = try #require(
            entrance.headers["set-cookie"]?.firstMatch(of: /ratskanal-office-form=([^;]+)/)?.output
                .1)
        let word = try #require(entrance.text.firstMatch(of: /name="csrf" value="(\w+)"/)?.output.1)
        func signIn(_ key: String) async throws -> Exchange {
            try await Exchange.of(
                "POST", "/staff/sign-in?lang=en", at: base,
                headers: [
                    "Cookie": "ratskanal-office-form=\(ticket)",
                    "Content-Type": "application/x-www-form-urlencoded",
                ], body: "csrf=\(word)&next=\(console)&token=\(key)")
        }
        let wrong = try await signIn("nonsense")
        #expect(wrong.status == 403 && wrong.text.contains("This key is not valid."))
        #expect(wrong.text.contains("href=\"\(console)?lang=de\""))
        let signedIn = try await signIn(token)
        #expect(signedIn.url?.absoluteString.hasSuffix("\(console)?lang=en") == true)
        #expect(await server.stop() == 0)
    }
}
