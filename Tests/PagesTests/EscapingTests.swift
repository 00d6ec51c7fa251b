import Agenda
import Foundation
import Testing

@testable import Pages

@Suite("What people typed is escaped everywhere")
struct EscapingTests {
    static let cases: [(typed: String, shown: String)] = [
        ("a & b", "a &amp; b"),
        ("<script>alert(\"x\")</script>", "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;"),
        ("'quotes'", "&#39;quotes&#39;"),
        ("&amp;", "&amp;amp;"),
        ("Ayşe „Öffnung“ 🏛", "Ayşe „Öffnung“ 🏛"),
        ("nul \0 and bell \u{7}", "nul \u{fffd} and bell \u{fffd}"),
        ("line\nbreak\ttab", "line\nbreak\ttab"),
        ("e\u{301}<", "e\u{301}&lt;"),
    ]

    @Test("Text in an element and in an attribute", arguments: cases)
    func text(_ typed: String, _ shown: String) {
        #expect(("<p>\(typed)</p>" as HTML).markup == "<p>\(shown)</p>")
        #expect(("<p title=\"\(typed)\">" as HTML).markup == "<p title=\"\(shown)\">")
        #expect(("<p\(attribute: "title", typed)>" as HTML).markup == "<p title=\"\(shown)\">")
    }

    @Test("A data block ends where we end it, and says what it was given")
    func json() throws {
        let given = ["a": "</script><script>alert(1)</script>", "b": "<!-- & \u{2028}"]
        let html: HTML = "<script>\(json: given)</script>"
        let body = html.markup.dropFirst("<script>".count).dropLast("</script>".count)
        #expect(!body.contains("<"))
        let read = try JSONDecoder().decode([String: String].self, from: Data(body.utf8))
        #expect(read == given)
    }

    @Test("Markup stays markup, and an attribute without a value is left out")
    func markup() {
        let inner: HTML = "<b>\("1 < 2")</b>"
        #expect(
            ("<p>\(inner)\([inner])</p>" as HTML).markup
                == "<p><b>1 &lt; 2</b><b>1 &lt; 2</b></p>")
        #expect(("<p\(attribute: "title", nil)\(flag: "hidden", false)>" as HTML).markup == "<p>")
        #expect(("<p\(flag: "hidden", true)>" as HTML).markup == "<p hidden>")
    }

    @Test("A hostile title, name, paper or query is text on every page")
    func hostile() {
        for page in SmallSample.allHostile.pages {
            let html = page.html.markup
            // In a data block a quote is JSON's own matter; the block's end is counted below.
            let shown = html.replacing(#/<script\s[^>]*>.*?<\/script>/#, with: "")
            for danger in ["<script", "alert(\"x\")", "'quotes'", "href=\"javascript:"] {
                let isThere = shown.contains(danger)
                #expect(!isThere, "\(page.name): \(danger)")
            }
            let opened = html.matches(of: #/<script\s/#).count
            let closed = html.matches(of: #/</script>/#).count
            #expect(opened == closed, "\(page.name)")
        }
    }

    @Test(
        "Only the web's own addresses become links",
        arguments: [
            ("https://rat.example/1", true), ("http://rat.example/1", true), ("/papers/1", true),
            ("javascript:alert(1)", false), ("JavaScript:alert(1)", false),
            ("data:text/html,x", false), ("//evil.example", false), ("/\\evil.example", false),
            (" https://x", false), ("", false),
        ])
    func addresses(_ url: String, _ isLink: Bool) {
        #expect(PaperList.isWebAddress(url) == isLink)
    }

    @Test("A query comes back in its address as it was typed")
    func query() {
        let query = SearchQuery(
            words: "Häuser & \"Höfe\"+", body: "rat", from: "2020-01-01", order: .date)
        #expect(
            query.path
                == "/search?q=H%C3%A4user+%26+%22H%C3%B6fe%22%2B&body=rat&from=2020-01-01"
                + "&order=date")
    }
}
