import Agenda
import Testing

@Suite("Publicity in titles")
struct TitlePublicityTests {
    @Test("a title says no more than it says", arguments: TitleRow.all)
    func title(row: TitleRow) {
        let others: Publicity = row.flag == .public ? .public : .unsaid
        let rule = PublicityRule(agenda: [
            AgendaItem(id: 1, number: "1", title: "Haushalt", publicity: others),
            AgendaItem(id: 2, number: "", title: row.title, publicity: row.flag),
            AgendaItem(id: 3, number: "3", title: "Friedhofssatzung", publicity: others),
        ])
        #expect(rule.reason(for: 1) == nil)
        let own = rule.reason(for: 2)
        switch row.effect {
        case .open, .after: #expect(own == nil)
        case .itself where row.flag == .nonPublic: #expect(own == .flag)
        case .itself, .following: #expect(own == .title)
        case .perhaps: #expect(own == .uncertainTitle)
        }
        let isClosedAfter = row.effect == .following || row.effect == .after
        #expect(rule.reason(for: 3) == (isClosedAfter ? .heading : nil))
    }

    @Test(
        "without a flag what only mentions the word closes nothing after it",
        arguments: TitleRow.all.filter { $0.effect == .open })
    func unflagged(row: TitleRow) {
        let rule = PublicityRule(agenda: [
            AgendaItem(id: 1, number: "1", title: row.title),
            AgendaItem(id: 2, number: "2", title: "Friedhofssatzung"),
        ])
        #expect([nil, .uncertainTitle].contains(rule.reason(for: 1)))
        #expect(rule.isPublic(2))
    }

    private static let openings = [
        "Öffentlicher Teil", "Öffentliche Sitzung", "< Sitzungsteil öffentlich >",
        "Wiederherstellung der Öffentlichkeit", "Fortsetzung der öffentlichen Sitzung",
        "Ö f f e n t l i c h e r   T e i l", "Gemeinderat: öffentlicher Teil", "Public session",
        "Return to open session", "OEFFENTLICHER TEIL",
    ]

    @Test("a heading closes until one opens, whatever else is said between", arguments: openings)
    func headings(opening: String) {
        let closings = TitleRow.all.filter { $0.effect == .following || $0.effect == .after }
        for (index, closing) in closings.enumerated() {
            let between = TitleRow.germanTraps[index % TitleRow.germanTraps.count]
            // Between two headings of no session a title that opens one would end the part.
            guard between.title != "Öffentliche Sitzung" else { continue }
            let rule = PublicityRule(agenda: [
                AgendaItem(id: 1, number: "1", title: "Haushalt", publicity: .public),
                AgendaItem(id: 2, number: "", title: closing.title, publicity: closing.flag),
                AgendaItem(id: 3, number: "2", title: between.title, publicity: .public),
                AgendaItem(id: 4, number: "Ö 3", title: "Friedhofssatzung", publicity: .public),
                AgendaItem(id: 5, number: "", title: opening),
                AgendaItem(id: 6, number: "4", title: "Spielplatz"),
            ])
            let isOpen = (1...6).map { rule.isPublic($0) }
            let own = closing.effect == .after
            #expect(isOpen == [true, own, false, false, true, true], "\(closing.title)")
        }
    }

    @Test(
        "what only looks like an opening heading opens nothing",
        arguments: [
            "Öffentlicher Teil der Niederschrift vom 4. März: Genehmigung", "Public hearing",
            "Öffentliche Sitzungen im Livestream", "Public comment", "Open spaces strategy",
            "Ende der öffentlichen Sitzung", "Öffentlich: Haushalt",
            "Punkte für die öffentliche Sitzung",
            "Beteiligung der Öffentlichkeit",
        ])
    func noOpening(title: String) {
        let rule = PublicityRule(agenda: [
            AgendaItem(id: 1, number: "", title: "Nichtöffentlicher Teil"),
            AgendaItem(id: 2, number: "1", title: title, publicity: .public),
            AgendaItem(id: 3, number: "2", title: "Personal", publicity: .public),
        ])
        #expect(!rule.isPublic(2))
        #expect(!rule.isPublic(3))
    }

    @Test("what the office says of an item is stronger than flag, words, headings and names")
    func decisions() {
        let items = [
            AgendaItem(
                id: 1, number: "1", title: "Haushalt", publicity: .public, decision: .nonPublic),
            AgendaItem(id: 2, number: "1.1", title: "Stellenplan", publicity: .public, parent: 1),
            AgendaItem(
                id: 3, number: "N 2", title: "Personal (vertraulich)", publicity: .nonPublic,
                decision: .public),
            AgendaItem(id: 4, number: "", title: "Geschlossene Sitzung", decision: .public),
            AgendaItem(id: 5, number: "3", title: "Vergabe", publicity: .public),
            AgendaItem(id: 6, number: "4", title: "Ehrung", decision: .public),
            AgendaItem(id: 7, number: "", title: "Öffentlicher Teil", decision: .nonPublic),
            AgendaItem(id: 8, number: "5", title: "Verschiedenes", decision: .kept),
        ]
        let reasons = PublicityRule(agenda: items)
        let expected: [PublicityRule.Reason?] = [
            .office, .parent, nil, nil, .heading, nil, .office, .kept,
        ]
        #expect((1...8).map { reasons.reason(for: $0) } == expected)
        let named = PublicityRule(agenda: items, sessionTitle: "Geschlossene Sitzung des Rates")
        #expect(named.closesAll)
        #expect((1...8).filter { named.isPublic($0) } == [3, 4, 6])
    }

    @Test("an item under one that the office opens is no longer closed by it")
    func below() {
        let rule = PublicityRule(agenda: [
            AgendaItem(id: 1, number: "1", title: "Verkauf (intern)", decision: .public),
            AgendaItem(id: 2, number: "1.1", title: "Bericht", parent: 1),
            AgendaItem(id: 3, number: "1.2", title: "Preis", publicity: .nonPublic, parent: 1),
        ])
        #expect((1...3).map { rule.isPublic($0) } == [true, true, false])
    }

    @Test(
        "names of sessions and bodies",
        arguments: [
            ("Geschlossene Sitzung des Rates", false, false),
            ("Sondersitzung (vertraulich)", false, false), ("Closed session", false, false),
            ("Nichtöffentliche Sitzung des Ausschusses für öffentliche Ordnung", false, false),
            ("Nichtöffentliche Sitzung des Ausschusses für Öffentlichkeitsarbeit", false, false),
            ("Nichtöffentliche Sitzung im Anschluss an die öffentliche Sitzung", false, false),
            ("Öffentliche/nichtöffentliche Sitzung", true, false),
            ("Gemeinderat öffentlich und nicht öffentlich", true, false),
            ("Sitzung mit nichtöffentlichem Teil", true, false),
            ("Ausschuss für Öffentlichkeitsarbeit", true, true),
            ("Ausschuss für interne Revision", true, true), ("Public hearing", true, true),
        ])
    func names(name: String, flaggedIsPublic: Bool, unsaidIsPublic: Bool) {
        for (session, body) in [(name, "Rat"), ("Sitzung", name)] {
            let rule = PublicityRule(
                agenda: [
                    AgendaItem(id: 1, number: "1", title: "Haushalt", publicity: .public),
                    AgendaItem(id: 2, number: "2", title: "Friedhof"),
                ], sessionTitle: session, bodyName: body)
            #expect(rule.isPublic(1) == flaggedIsPublic)
            #expect(rule.isPublic(2) == unsaidIsPublic)
            #expect(rule.closesAll == !flaggedIsPublic)
        }
    }

    @Test("the table is as broad as it says")
    func table() {
        #expect(TitleRow.all.count >= 110)
        let open = TitleRow.all.count { $0.effect == .open }
        #expect(open * 2 >= TitleRow.all.count)
    }
}
