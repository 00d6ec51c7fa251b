import Agenda
import Testing

@Suite("Importing an agenda again")
struct AgendaMergeTests {
    private let existing = [
        AgendaItem(id: 11, number: "1", title: "Eröffnung", publicity: .public),
        AgendaItem(id: 12, number: "2", title: "Haushalt", publicity: .nonPublic, result: "ja"),
        AgendaItem(id: 13, number: "2.1", title: "Stellenplan", parent: 12),
        AgendaItem(id: 14, number: "3", title: "Verschiedenes", papers: [Paper(reference: "V1")]),
    ]

    private func merge(_ imported: [ImportedItem]) -> AgendaMerge {
        AgendaMerge(existing: existing, imported: imported)
    }

    private func same(_ item: AgendaItem, parent: Int? = nil) -> ImportedItem {
        ImportedItem(
            number: item.number, title: item.title, publicity: item.publicity,
            papers: item.papers, result: item.result, parent: parent)
    }

    @Test("the same agenda again changes nothing")
    func unchanged() {
        let merge = merge([
            same(existing[0]), same(existing[1]), same(existing[2], parent: 1), same(existing[3]),
        ])
        #expect(merge.agenda == existing)
        #expect(merge.vanished == [])
    }

    @Test("an item put in further up moves the numbers, not the ids")
    func renumbered() {
        let merge = merge([
            ImportedItem(number: "1", title: "Nachruf"),
            ImportedItem(number: "2", title: "Eröffnung"),
            ImportedItem(number: "3", title: " HAUSHALT "),
            ImportedItem(number: "3.1", title: "Stellenplan", parent: 2),
            ImportedItem(number: "4", title: "Verschiedenes"),
        ])
        #expect(merge.agenda.map(\.id) == [-1, 11, 12, 13, 14])
        #expect(merge.agenda[3].parent == 12)
        #expect(merge.vanished == [])
    }

    @Test("a corrected title keeps the id by its number, a vanished item is named")
    func corrected() {
        let merge = merge([
            ImportedItem(number: "TOP 1", title: "Eröffnung der Sitzung"),
            ImportedItem(number: "3", title: "Verschiedenes"),
        ])
        #expect(merge.agenda.map(\.id) == [11, 14])
        #expect(merge.vanished == [12, 13])
    }

    @Test("what the import leaves unsaid stays; what it says counts")
    func silence() {
        let quiet = merge([ImportedItem(number: "2", title: "Haushalt")]).agenda[0]
        #expect(quiet.publicity == .nonPublic)
        #expect(quiet.result == "ja")
        #expect(
            merge([ImportedItem(number: "3", title: "Verschiedenes")]).agenda[0].papers.count == 1)
        let loud = merge([
            ImportedItem(number: "2", title: "Haushalt", publicity: .public, result: "nein")
        ]).agenda[0]
        #expect(loud.publicity == .public)
        #expect(loud.result == "nein")
    }

    @Test("what the office said stays; by its number alone nobody has called an item public")
    func decisions() {
        func decision(
            _ said: PublicityDecision?, _ title: String, ids: (String?, String?) = (nil, nil)
        ) -> PublicityDecision? {
            let item = AgendaItem(
                id: 1, number: "5", title: "Verkauf", publicity: .nonPublic, oparlID: ids.0,
                decision: said)
            let new = ImportedItem(
                number: "5", title: title, publicity: .public, oparlID: ids.1)
            let merge = AgendaMerge(existing: [item], imported: [new])
            #expect(merge.agenda.map(\.id) == [1])
            return merge.agenda[0].decision
        }
        #expect(decision(.public, " VERKAUF") == .public)
        #expect(decision(.public, "Personal", ids: ("urn:1", "urn:1")) == .public)
        #expect(decision(.public, "Personal") == nil)
        #expect(decision(.public, "Personal", ids: (nil, "urn:2")) == nil)
        for closed in [PublicityDecision.nonPublic, .kept] {
            #expect(decision(closed, "Verkauf") == closed)
            #expect(decision(closed, "Personal") == closed)
        }
    }

    @Test("the source's own id goes before number and title, and two of them are two items")
    func sourceIDs() {
        let known = [
            AgendaItem(id: 1, number: "1", title: "A", oparlID: "https://x/1"),
            AgendaItem(id: 2, number: "2", title: "B", oparlID: "https://x/2"),
        ]
        let merge = AgendaMerge(
            existing: known,
            imported: [
                ImportedItem(number: "1", title: "A", oparlID: "https://x/2"),
                ImportedItem(number: "2", title: "B", oparlID: "https://x/3"),
            ])
        #expect(merge.agenda.map(\.id) == [2, -2])
        #expect(merge.vanished == [1])
    }

    @Test("items of one title are told apart by number, then by order")
    func doubled() {
        let known = [
            AgendaItem(id: 1, number: "5", title: "Anfragen"),
            AgendaItem(id: 2, number: "N 2", title: "Anfragen"),
        ]
        let merge = AgendaMerge(
            existing: known,
            imported: [
                ImportedItem(number: "N2", title: "Anfragen"),
                ImportedItem(number: "6", title: "Anfragen"),
                ImportedItem(number: "7", title: "Anfragen"),
            ])
        #expect(merge.agenda.map(\.id) == [2, 1, -3])
    }

    @Test("a new item's children name it by its placeholder")
    func newParents() {
        let merge = merge([
            ImportedItem(number: "8", title: "Neu"),
            ImportedItem(number: "8.1", title: "Neu, Teil eins", parent: 0),
        ])
        #expect(merge.agenda.map(\.id) == [-1, -2])
        #expect(merge.agenda[1].parent == -1)
        #expect(merge.vanished == [11, 12, 13, 14])
    }
}
