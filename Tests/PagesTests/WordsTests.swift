import Agenda
import Foundation
import Testing

@testable import Pages

@Suite("Words for times and names")
struct WordsTests {
    private let words = Site(city: "").calendar
    private let english = Site(city: "", language: .english).calendar

    @Test(
        "A position, as shown and as linked",
        arguments: [
            (0.0, "0:00:00", "0s"), (59.9, "0:00:59", "59s"), (60, "0:01:00", "1m0s"),
            (3600, "1:00:00", "1h0m0s"), (7711, "2:08:31", "2h8m31s"),
        ])
    func positions(_ seconds: Double, _ shown: String, _ linked: String) {
        #expect(words.position(MediaTime(seconds: seconds)) == shown)
        #expect(words.parameter(MediaTime(seconds: seconds)) == linked)
    }

    @Test(
        "A duration in words",
        arguments: [
            (0.0, "unter 1 Min.", "under 1 min"), (59.9, "unter 1 Min.", "under 1 min"),
            (60, "1 Min.", "1 min"), (2999, "49 Min.", "49 min"), (3600, "1 Std. 00 Min.", "1 hr"),
            (6480, "1 Std. 48 Min.", "1 hr 48 min"), (14820, "4 Std. 07 Min.", "4 hr 7 min"),
        ])
    func durations(_ seconds: Double, _ shown: String, _ inEnglish: String) {
        #expect(words.duration(MediaTime(seconds: seconds)) == shown)
        #expect(english.duration(MediaTime(seconds: seconds)) == inEnglish)
    }

    @Test(
        "Whole minutes in words",
        arguments: [
            (0, "unter 1 Minute", "under 1 minute"), (1, "1 Minute", "1 minute"),
            (12, "12 Minuten", "12 minutes"),
        ])
    func minutes(_ minutes: Int, _ shown: String, _ inEnglish: String) {
        #expect(Texts.german.dates.minutes(minutes) == shown)
        #expect(Texts.english.dates.minutes(minutes) == inEnglish)
    }

    @Test("Days and times in the city's zone, in winter and in summer")
    func days() {
        let winter = Date(timeIntervalSince1970: 1_795_104_180)
        #expect(words.longDay(winter) == "Donnerstag, 19. November 2026")
        #expect(words.time(winter) == "17:03")
        #expect(words.pastDay(winter) == "Do 19. Nov. 2026")
        let summer = Date(timeIntervalSince1970: 1_781_733_599)
        #expect(words.timeWithSeconds(summer) == "23:59:59")
        #expect(words.plainDay(summer) == "17. Juni 2026")
    }

    @Test("Days and times in English, as Britain writes them")
    func englishDays() {
        let winter = Date(timeIntervalSince1970: 1_795_104_180)
        #expect(english.longDay(winter) == "Thursday, 19 November 2026")
        #expect(english.plainDay(winter) == "19 November 2026")
        #expect(english.dayWithoutYear(winter) == "Thursday, 19\u{a0}November")
        #expect(english.comingDay(winter) == "Thu 19 November")
        #expect(english.pastDay(winter) == "Thu 19 Nov 2026")
        #expect(Texts.english.dates.clock(english.time(winter)) == "17:03")
        #expect(english.plainDay(written: "2026-11-20") == "20 November 2026")
        #expect(english.plainDay(written: "2026") == "2026")
    }

    @Test(
        "One is singular in English, all else plural",
        arguments: [
            (Texts.english.search.hits(1, false), "1 result"),
            (Texts.english.search.hits(0, false), "0 results"),
            (Texts.english.search.hits(12_345, true), "About 12,345 results"),
            (Texts.english.search.label(1, 2026), "Search 1 session since 2026"),
            (Texts.english.search.label(1284, 1974), "Search 1,284 sessions since 1974"),
            (Texts.english.search.label(0, nil), "Search the archive"),
            (Texts.english.search.more(1), "1 more result"),
            (Texts.english.search.more(2000), "2,000 more results"),
            (Texts.english.search.suggestionHits(1), "It has 1 result."),
            (Texts.english.home.agendaPoints(1), "Agenda, 1 item"),
            (Texts.english.home.agendaPoints(9), "Agenda, 9 items"),
            (Texts.english.states.minutesLeft(1), "1 minute to go."),
            (Texts.english.states.minutesLeft(24), "24 minutes to go."),
            (Texts.english.agenda.pauseMinutes(1), "Break, 1 minute"),
            (Texts.english.agenda.pauseMinutes(15), "Break, 15 minutes"),
            (Texts.english.item.speeches(1, "1 minute"), "1 speech, 1 minute"),
            (Texts.english.item.speeches(3, "2 minutes"), "3 speeches, 2 minutes"),
            (Texts.english.office.marks.ago(1), "1 second ago"),
            (Texts.english.office.marks.ago(61), "1 minute ago"),
            (Texts.english.office.marks.ago(7300), "2 hours ago"),
        ])
    func plurals(_ shown: String, _ expected: String) {
        #expect(shown == expected)
    }

    @Test(
        "The article of a body",
        arguments: [
            ("Stadtrat", "Der"), ("Gemeinderat", "Der"), ("Kreistag", "Der"),
            ("Ausschuss für Bauen und Verkehr", "Der"), ("Haupt- und Finanzausschuss", "Der"),
            ("Bezirksvertretung Mitte", nil), ("Stadtverordnetenversammlung", "Die"),
            ("Präsidium", "Das"), ("Archiv", nil),
        ])
    func articles(_ body: String, _ article: String?) {
        #expect(Texts.article(of: body) == article)
    }

    @Test(
        "Large numbers are grouped",
        arguments: [
            (0, "0"), (999, "999"), (1284, "1.284"), (1_200_000, "1.200.000"), (-1000, "-1.000"),
        ])
    func numbers(_ number: Int, _ shown: String) {
        #expect(Texts.grouped(number) == shown)
        #expect(Texts.grouped(number, by: ",") == shown.replacing(".", with: ","))
    }

    @Test("A snippet's marks are cut out of its text")
    func marks() {
        let text = MarkedText("a [b] <c>", between: "[", and: "]")
        #expect(text.markup.markup == "a <mark>b</mark> &lt;c&gt;")
        #expect(MarkedText("[", between: "[", and: "]").isEmpty)
    }

    @Test("Each word that a script asks for is among the texts, the console's in the console alone")
    func scripts() {
        let texts = Texts.german
        var asked: Set<String> = []
        for file in StaticFile.all where file.name.hasSuffix(".js") {
            let text = String(decoding: file.bytes, as: UTF8.self)
            let words = Set(
                text.matches(of: #/\bword\("([A-Za-z.]+)"/#).map { String($0.output.1) })
            let isOffice = [
                "closing.js", "combobox.js", "confirmation.js", "console.js", "gatebanner.js",
                "keys.js", "sending.js", "serverclock.js",
            ].contains(file.name)
            let known = texts.scripts.merging(isOffice ? texts.officeScripts : [:]) { $1 }
            #expect(words.subtracting(known.keys) == [], "\(file.name)")
            asked.formUnion(words)
        }
        #expect(asked.count > 10)
        for (name, html) in SmallSample().pages {
            let isConsole = html.markup.contains("console.js")
            #expect(html.markup.contains("office.done") == isConsole, "\(name)")
        }
    }
}
