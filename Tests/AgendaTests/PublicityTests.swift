import Agenda
import Testing

@Suite("Publicity")
struct PublicityTests {
    static let openTitles = [
        "Haushaltssatzung 2027", "Öffentlicher Teil", "Öffentliche Toiletten am Markt",
        "Öffentlichkeitsarbeit der Stadt", "",
        "Bekanntgabe der in nichtöffentlicher Sitzung gefassten Beschlüsse",
        "Bekanntgabe nichtöffentlicher Beschlüsse gemäß § 35 GemO",
        "Bekanntgabe von Beschlüssen aus nicht öffentlicher Sitzung",
        "Mitteilungen aus dem nichtöffentlichen Teil der letzten Sitzung",
        "Bericht aus der nichtöffentlichen Sitzung des Ausschusses vom 3. Mai",
        "Antrag auf Ausschluss der Öffentlichkeit",
    ]

    static let closingHeadings = [
        "Nichtöffentlicher Teil", "NICHTÖFFENTLICHER TEIL", "Nicht öffentlicher Teil",
        "Nicht-öffentliche Sitzung", "Nichtoeffentlicher Teil", "B. Nichtöffentlicher Teil",
        "II. Nicht öffentlicher Teil", "Teil B: nichtöffentlich",
        "Tagesordnung nichtöffentlicher Teil",
        "Fortsetzung der nichtöffentlichen Sitzung", "N i c h t ö f f e n t l i c h e r  T e i l",
        "Nicht\u{AD}öffentlicher Teil", "Nichto\u{308}ffentlicher Teil", "Nicht\u{A0}öffentlich",
        "Unter Ausschluss der Öffentlichkeit", "Teil B - NÖ", "Es folgt der nichtöffentliche Teil",
        "Vertraulicher Teil", "Nichtöffentliche Tagesordnungspunkte",
    ]

    static let closedTitles = [
        "Grundstücksverkauf (nichtöffentlich)", "Mitteilungen - nichtöffentlicher Teil",
        "Mitteilungen (nichtöffentlich)", "Mitteilungen im nichtöffentlichen Teil",
        "Bekanntgabe von Beschlüssen (nichtöffentlich)", "Personalsache, n.ö.",
        "Bericht des Bürgermeisters – nicht öffentlich",
    ]

    private func rule(_ items: [AgendaItem], _ title: String = "", body: String = "")
        -> PublicityRule
    {
        PublicityRule(agenda: items, sessionTitle: title, bodyName: body)
    }

    private func item(
        _ id: Int64, _ title: String, number: String = "", _ flag: Publicity = .unsaid,
        under parent: Int64? = nil
    ) -> AgendaItem {
        AgendaItem(id: id, number: number, title: title, publicity: flag, parent: parent)
    }

    @Test(
        "a title that says nothing of itself is public, and so is what follows",
        arguments: openTitles)
    func openTitle(title: String) {
        let rule = rule([item(1, title), item(2, "Danach")])
        #expect(rule.isPublic(1))
        #expect(rule.isPublic(2))
    }

    @Test(
        "a heading that says non-public closes itself and what follows, flags or not",
        arguments: closingHeadings)
    func closingHeading(title: String) {
        let rule = rule([
            item(1, "Davor"), item(2, title), item(3, "Danach", .public),
            item(4, "Öffentlicher Teil"), item(5, "Wieder da"),
        ])
        #expect(rule.isPublic(1))
        #expect(!rule.isPublic(2))
        #expect(!rule.isPublic(3))
        #expect(rule.isPublic(4))
        #expect(rule.isPublic(5))
    }

    @Test(
        "an item whose title says non-public is closed, flagged public or not",
        arguments: closedTitles)
    func closedTitle(title: String) {
        let rule = rule([item(1, title, .public), item(2, "Danach", .public)])
        #expect(!rule.isPublic(1))
    }

    @Test(
        "headings that open again",
        arguments: [
            "Öffentlicher Teil", "A. Öffentlicher Teil", "ÖFFENTLICHE SITZUNG", "Öffentlich",
            "I. Oeffentlicher Teil", "Fortsetzung der öffentlichen Sitzung",
            "Wiederherstellung der Öffentlichkeit",
        ])
    func openingHeading(title: String) {
        let rule = rule([item(1, "Nichtöffentlicher Teil"), item(2, title), item(3, "Danach")])
        #expect(rule.isPublic(3))
    }

    @Test(
        "titles that only look like an opening heading",
        arguments: [
            "Öffentliche Toiletten am Markt", "Öffentlicher Nahverkehr", "Öffentlichkeitsarbeit",
            "Öffentlich-rechtlicher Vertrag",
        ])
    func noOpeningHeading(title: String) {
        let rule = rule([item(1, "Nichtöffentlicher Teil"), item(2, title), item(3, "Danach")])
        #expect(!rule.isPublic(2))
        #expect(!rule.isPublic(3))
    }

    @Test(
        "a printed number says it",
        arguments: [
            ("N 3", false), ("N3", false), ("NÖ 2.1", false), ("Nö3", false), ("NOE 1", false),
            ("N.1", false), ("n.ö. 4", false), ("TOP N 3", false), ("3 NÖ", false),
            ("nichtöffentlich 1", false), ("TOP N", false),
            ("Ö 3", true), ("3", true), ("12n", true), ("TOP 3", true), ("", true), ("Nr. 3", true),
            ("III", true), ("No. 3", true),
        ])
    func numbers(number: String, isPublic: Bool) {
        #expect(rule([item(1, "Punkt", number: number, .public)]).isPublic(1) == isPublic)
    }

    @Test("a flag closes an item and all below it; a child's flag opens nothing")
    func flags() {
        let rule = rule([
            item(1, "Auf", .public), item(2, "Zu", .nonPublic),
            item(3, "Kind", .public, under: 2), item(4, "Enkel", .public, under: 3),
            item(5, "Danach"),
        ])
        #expect([1, 2, 3, 4, 5].map(rule.isPublic) == [true, false, false, false, true])
    }

    @Test("children listed before their non-public parent are closed, and circles end")
    func oddTrees() {
        let rule = rule([
            item(1, "Kind", .public, under: 2), item(2, "Zu", .nonPublic),
            item(3, "A", under: 4), item(4, "B", .nonPublic, under: 3),
        ])
        #expect([1, 2, 3, 4].map(rule.isPublic) == [false, false, false, false])
    }

    @Test("a number 'Ö' or a public flag does not open what a heading closed")
    func silenceOpensNothing() {
        let rule = rule([
            item(1, "Nichtöffentlicher Teil"), item(2, "Punkt", number: "Ö 4", .public),
        ])
        #expect(!rule.isPublic(2))
    }

    @Test("a session or body that is named non-public closes all, flagged public or not")
    func names() {
        let items = [item(1, "A", .public), item(2, "Öffentlicher Teil"), item(3, "B")]
        #expect(!rule(items, "Nichtöffentliche Sitzung des Stadtrats").isPublic(1))
        #expect(!rule(items, "Stadtrat (nicht öffentlich)").isPublic(3))
        #expect(!rule(items, body: "Vergabeausschuss, nichtöffentlich").isPublic(1))
        #expect(rule(items, "Öffentliche Sitzung des Stadtrats").isPublic(1))
    }

    @Test("a mixed session is closed where nothing tells which part is which")
    func mixed() {
        let name = "Öffentliche und nichtöffentliche Sitzung des Rates"
        let silent = rule([item(1, "A"), item(2, "B", .public)], name)
        #expect(!silent.isPublic(1))
        #expect(silent.isPublic(2))
        let told = rule([item(1, "A"), item(2, "Nichtöffentlicher Teil"), item(3, "B")], name)
        #expect([1, 2, 3].map(told.isPublic) == [true, false, false])
    }

    @Test("an item that is not on the agenda is not public")
    func unknown() {
        #expect(!rule([item(1, "A")]).isPublic(2))
    }
}
