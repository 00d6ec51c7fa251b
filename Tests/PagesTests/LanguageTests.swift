import Foundation
import Testing

@testable import Pages

@Suite("Pages in German and in English")
struct LanguageTests {
    @Test("Both languages have the same words for scripts, with the same gaps to fill in")
    func scripts() {
        let pairs = [
            (Texts.german.scripts, Texts.english.scripts),
            (Texts.german.officeScripts, Texts.english.officeScripts),
        ]
        for (german, english) in pairs {
            #expect(Set(german.keys) == Set(english.keys))
            for (key, text) in german {
                #expect(gaps(text) == gaps(english[key] ?? ""), "\(key)")
                #expect(text.isEmpty == english[key]?.isEmpty, "\(key)")
            }
        }
    }

    private func gaps(_ text: String) -> Set<String> {
        Set(text.matches(of: #/\{(\w+)\}/#).map { String($0.output.1) })
    }

    @Test("Each error, kind, state and role that one language words, the other words too")
    func tables() {
        let (german, english) = (Texts.german, Texts.english)
        #expect(Set(german.errors.byStatus.keys) == Set(english.errors.byStatus.keys))
        #expect(Set(german.search.kinds.keys) == Set(english.search.kinds.keys))
        #expect(Set(german.office.states.keys) == Set(english.office.states.keys))
        #expect(german.office.roles.map(\.value) == english.office.roles.map(\.value))
        #expect(german.office.keyList.count == english.office.keyList.count)
        for dates in [german.dates, english.dates] {
            #expect(dates.weekdays.count == 7 && dates.shortWeekdays.count == 7)
            #expect(dates.months.count == 12 && dates.shortMonths.count == 12)
        }
    }

    @Test("No page in one language has a word of the other")
    func leaks() throws {
        let german = try PageWords.written(in: "German", "GermanOffice", "GermanGrammar")
        let english = try PageWords.written(in: "English", "EnglishOffice", "EnglishGrammar")
        #expect(german.contains("Tagesordnung") && english.contains("Agenda"))
        for page in Gallery.english.pages {
            let words = PageWords(page.html.markup, in: .english)
            #expect(!words.among(english).isEmpty, "\(page.name)")
            #expect(words.among(german.subtracting(english)) == [], "\(page.name)")
        }
        for page in Gallery.german.pages {
            let words = PageWords(page.html.markup, in: .german)
            #expect(!words.among(german).isEmpty, "\(page.name)")
            #expect(words.among(english.subtracting(german)) == [], "\(page.name)")
        }
        // So that the test itself would notice.
        let mixed = PageWords(
            "<p lang=\"de\"><b>Rede</b></p><p title=\"Suche\">Stadtrat: Zeit</p>", in: .english)
        #expect(mixed.among(german) == ["Suche", "Zeit"])
    }

    @Test("Every link and form of a page that says its language goes on saying it")
    func carried() {
        for page in Gallery.english.pages {
            let html = page.html.markup.replacing(#/<link rel="alternate"[^>]*>/#, with: "")
            let paths = html.matches(of: #/\s(?:href|action|data-page)="(\/[^"]*)"/#)
                .map { String($0.output.1) }
            #expect(!paths.isEmpty)
            for path in paths
            where !path.contains(#/^\/(static|papers)\/|\.(m3u8|mp4)|lang=de$/#) {
                if path == "/search", html.contains("action=\"/search\" method=\"get\">") {
                    #expect(html.contains("<input type=\"hidden\" name=\"lang\" value=\"en\">"))
                } else {
                    #expect(path.hasSuffix("lang=en"), "\(page.name): \(path)")
                }
            }
        }
        for page in Gallery.german.pages {
            let html = page.html.markup.replacing(#/<link rel="alternate"[^>]*>/#, with: "")
            let isSaid = html.contains("lang=de\"")
            #expect(!isSaid, "\(page.name)")
        }
    }

    @Test("Each page leads to itself in the other language; search engines know both")
    func others() {
        for page in Gallery.english.pages {
            let html = page.html.markup
            let ways = html.matches(of: #/<a [^>]*href="([^"]*)" lang="de" hreflang="de">Deutsch</#)
            // A narrow screen shows the one in the footer, any other that in the header.
            let isConsole = html.contains("data-console")
            #expect(
                ways.map { String($0.output.1) }
                    == Array(repeating: "/page?lang=de", count: isConsole ? 1 : 2), "\(page.name)")
            let isHidden = html.contains("noindex")
            let alternates = html.matches(of: #/rel="alternate" hreflang="([^"]*)" href="([^"]*)"/#)
                .map { "\($0.output.1) \($0.output.2)" }
            #expect(
                alternates
                    == (isHidden
                        ? [] : ["de /page?lang=de", "en /page?lang=en", "x-default /page"]),
                "\(page.name)")
        }
    }

    @Test(
        "An address keeps all but its language, and leads nowhere else",
        arguments: [
            ("/", nil, "/", "/?lang=en"),
            (
                "/search", "q=a+b&lang=de&body=x", "/search?q=a+b&body=x",
                "/search?q=a+b&body=x&lang=en"
            ),
            ("/sessions/x", "lang=en", "/sessions/x", "/sessions/x?lang=en"),
            (
                "/sessions/x", "lang&lang=&language=1", "/sessions/x?language=1",
                "/sessions/x?language=1&lang=en"
            ),
            (
                "/sessions/x", "key=k&t=1h2m3s", "/sessions/x?key=k&t=1h2m3s",
                "/sessions/x?key=k&t=1h2m3s&lang=en"
            ),
            ("//evil.example/", nil, "/", "/?lang=en"), ("/\\evil.example", nil, "/", "/?lang=en"),
            ("*", nil, "/", "/?lang=en"), ("http://evil.example/", nil, "/", "/?lang=en"),
        ] as [(String, String?, String, String)])
    func addresses(_ path: String, _ query: String?, _ kept: String, _ english: String) {
        let address = PageAddress(path: path, query: query, origin: "https://rat.example")
        #expect(address.path == kept)
        #expect(address.path(in: .english) == english)
        #expect(address.whole(in: .english) == "https://rat.example" + english)
        #expect(address.whole(in: nil) == "https://rat.example" + kept)
    }

    @Test("What people typed is marked as German on an English page, and on no other")
    func original() {
        let english = Gallery.english.pages.first { $0.name == "item" }?.html.markup ?? ""
        #expect(english.contains("<h1 lang=\"de\">Änderungsantrag der Grünen Liste"))
        #expect(
            english.contains("part of item 6 <span lang=\"de\">Verkehrsversuch in der Uferstraße<"))
        for page in Gallery.german.pages {
            let html = page.html.markup.replacing("<html lang=\"de\">", with: "")
            #expect(!html.contains(" lang=\"de\""), "\(page.name)")
        }
    }
}
