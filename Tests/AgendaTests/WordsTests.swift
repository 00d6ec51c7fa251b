import Agenda
import Testing

@Suite("Positions, ids and printed numbers")
struct WordsTests {
    @Test(
        "a position is read as people write it",
        arguments: [
            ("1h2m3s", 3723), ("90s", 90), ("2m", 120), ("1h", 3600), ("1h3s", 3603), ("90m", 5400),
            ("1H2M", 3720), ("90", 90), ("0", 0), ("1:02:03", 3723), ("2:03", 123),
            ("100:00:00", 360_000),
            ("75:00", 4500),
        ])
    func position(text: String, seconds: Int64) {
        #expect(MediaTime(position: text) == MediaTime(ticks: seconds * 90_000))
    }

    @Test(
        "what is no position is none",
        arguments: [
            "", " 1", "-1", "1:2:3", "1:60:00", "1:00:60", "1h60m", "1m60s", "m", "1s2m", "1h2",
            "1:00:00:00", ":30", "1.5s", "now", "99999999999999999999", "1h2m3s4", "١",
            "999999999h",
        ])
    func noPosition(text: String) {
        #expect(MediaTime(position: text) == nil)
    }

    @Test(
        "a position is printed for people and for links",
        arguments: [
            (0.0, "0:00:00", "0s"), (7.99, "0:00:07", "7s"), (3723, "1:02:03", "1h2m3s"),
            (36_000, "10:00:00", "10h"), (-61, "-0:01:01", "-1m1s"), (-0.5, "0:00:00", "0s"),
        ])
    func printed(seconds: Double, clock: String, link: String) {
        #expect(MediaTime(seconds: seconds).clockText == clock)
        #expect(MediaTime(seconds: seconds).linkText == link)
    }

    @Test(
        "names become ids",
        arguments: [
            ("Gemeinderat", "gemeinderat"),
            ("Ausschuss für Umwelt & Straßen", "ausschuss-fuer-umwelt-strassen"),
            ("  Bau- und Ölausschuß ", "bau-und-oelausschuss"), ("ÄÖÜ", "aeoeue"),
            ("Café René", "cafe-rene"),
            ("Große Halle 2", "grosse-halle-2"), ("fu\u{308}r", "fuer"),
            (
                "Ausschuss für Stadtentwicklung, Planung und Verkehr",
                "ausschuss-fuer-stadtentwicklung-planung"
            ),
            (
                "Donaudampfschifffahrtsgesellschaftsausschusssitzung",
                "donaudampfschifffahrtsgesellschaftsaussc"
            ),
        ])
    func slugs(name: String, slug: String) {
        #expect(Slug.make(from: name) == slug)
        #expect(Slug.isValid(slug))
    }

    @Test("a name without a letter has no id")
    func noSlug() {
        #expect(Slug.make(from: " – ") == nil)
        #expect(!Slug.isValid(""))
        #expect(!Slug.isValid("Rat"))
        #expect(!Slug.isValid(String(repeating: "a", count: 41)))
    }

    @Test("a session's id is its day, its body and from the second on an ordinal")
    func sessionIDs() {
        #expect(
            SessionID(day: "2026-11-20", body: "gemeinderat")?.rawValue == "2026-11-20-gemeinderat")
        #expect(
            SessionID(day: "2026-11-20", body: "rat", ordinal: 2)?.rawValue == "2026-11-20-rat-2")
        #expect(SessionID(day: "20.11.2026", body: "rat") == nil)
        #expect(SessionID(day: "2026-11-20", body: "Rat") == nil)
        #expect(SessionID(day: "2026-11-20", body: "rat", ordinal: 0) == nil)
        #expect(SessionID(day: "2026-13-41", body: "rat") == nil)
    }

    @Test(
        "printed numbers are text that knows its order",
        arguments: [
            ("6.2", "6.10"), ("6", "6.1"), ("6.1", "6.10"), ("9", "10"), ("Ö 2", "Ö 10"),
            ("6.9.9", "6.10"),
        ])
    func order(lower: String, higher: String) {
        #expect(PrintedNumber(lower) < PrintedNumber(higher))
        #expect(!(PrintedNumber(higher) < PrintedNumber(lower)))
    }

    @Test(
        "printed numbers are equal however they are set",
        arguments: [
            ("TOP 3", "3"), ("3.", "3"), ("Ö3", "ö 3"), ("06", "6"), ("6 a", "6a"),
        ])
    func equal(one: String, other: String) {
        #expect(PrintedNumber(one) == PrintedNumber(other))
    }

    @Test("6.1 and 6.10 are two items, and neither stands under the other")
    func under() {
        #expect(PrintedNumber("6.1") != PrintedNumber("6.10"))
        #expect(!PrintedNumber("6.10").isUnder(PrintedNumber("6.1")))
        #expect(PrintedNumber("6.1.2").isUnder(PrintedNumber("6.1")))
        #expect(PrintedNumber("Ö 6.1").isUnder(PrintedNumber("Ö 6")))
        #expect(!PrintedNumber("Ö 6.1").isUnder(PrintedNumber("Ö")))
        #expect(!PrintedNumber("6").isUnder(PrintedNumber("")))
        #expect(!PrintedNumber("6").isUnder(PrintedNumber("6")))
    }
}
