import Agenda
import Foundation
import Pages
import Testing

@Suite("Publicity on the office's page")
struct StaffPublicityTests {
    private func console(_ agenda: [AgendaItem], _ language: Language = .german) -> String {
        var contents = SmallSample(language: language).contents(.planned)
        contents = SessionContents(
            session: contents.session, agenda: agenda,
            publicity: PublicityRule(agenda: agenda), timeline: contents.timeline,
            clock: contents.clock)
        return StaffSessionPage(
            site: SmallSample(language: language).site, contents: contents, csrf: "c5rf",
            gate: .idle, markers: [], now: SmallSample.begin
        ).html.markup
    }

    /// What a row says, and its buttons.
    private func row(_ item: AgendaItem, after above: [AgendaItem] = []) throws -> String {
        let page = console(above + [item])
        let rows = page.split(separator: "<li data-item=\"\(item.id)\"", maxSplits: 1)
        let row = try #require(rows.last?.split(separator: "</li>", maxSplits: 1).first)
        return String(row)
    }

    @Test("Each row says why it is not public, and how to say otherwise")
    func reasons() throws {
        let heading = AgendaItem(id: 1, number: "", title: "Nichtöffentlicher Teil")
        let below = try row(AgendaItem(id: 2, number: "2", title: "Verkauf"), after: [heading])
        #expect(below.contains("<summary>nicht öffentlich</summary>Eine Überschrift darüber"))
        #expect(below.contains("form=\"publicity\" name=\"public\" value=\"2\""))
        #expect(below.contains("aria-label=\"Ist öffentlich: TOP 2\""))
        #expect(!below.contains("name=\"undecided\""))
        let motion = try row(
            AgendaItem(
                id: 2, number: "2", title: "Antrag auf Behandlung in nichtöffentlicher Sitzung",
                publicity: .public))
        #expect(motion.contains("nicht öffentlich, bitte prüfen</summary>Der Titel könnte"))
        let open = try row(AgendaItem(id: 2, number: "2", title: "Verkauf"))
        #expect(open.contains("<summary>öffentlich</summary>"))
        #expect(open.contains("name=\"nonPublic\" value=\"2\""))
    }

    @Test("What the office said can be turned round and taken back")
    func decided() throws {
        let opened = try row(
            AgendaItem(
                id: 2, number: "2", title: "Verkauf", publicity: .nonPublic, decision: .public))
        #expect(opened.contains("öffentlich</summary>Die Geschäftsstelle hat es so bestimmt."))
        #expect(opened.contains("name=\"nonPublic\"") && opened.contains("name=\"undecided\""))
        let closed = try row(
            AgendaItem(id: 2, number: "2", title: "Verkauf", decision: .nonPublic))
        #expect(closed.contains("nicht öffentlich</summary>Die Geschäftsstelle"))
        #expect(closed.contains("name=\"public\"") && closed.contains("name=\"undecided\""))
        // What an upgrade kept closed nobody has said.
        let kept = try row(AgendaItem(id: 2, number: "2", title: "Verkauf", decision: .kept))
        #expect(kept.contains("bitte prüfen</summary>War schon vorher geschlossen"))
        #expect(!kept.contains("name=\"undecided\""))
    }

    @Test("The buttons' form stands beside the agenda's, in both languages")
    func form() throws {
        for language in Language.allCases {
            let page = console([AgendaItem(id: 2, number: "2", title: "Sale")], language)
            #expect(page.contains("/publicity"))
            let form = try #require(page.firstRange(of: " id=\"publicity\""))
            #expect(page[..<form.lowerBound].contains("</ol>"))
        }
    }
}
