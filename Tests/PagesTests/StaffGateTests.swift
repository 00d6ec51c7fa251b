import Agenda
import Foundation
import Pages
import Testing

@Suite("The banner of the console's gate")
struct StaffGateTests {
    private static let moment = SmallSample.minute(20)

    /// The banner of a page, without the ones that its script puts there.
    private func banner(
        _ gate: StaffSessionPage.Gate, isBreak: Bool, in language: Language
    ) throws -> String {
        let sample = SmallSample()
        let site = Site(city: "Auenburg", language: language)
        let page = StaffSessionPage(
            site: site, contents: sample.contents(.live), csrf: "c5rf", gate: gate,
            isBreak: isBreak, markers: [], now: Self.moment
        ).html.markup
        let start = try #require(page.range(of: "<section class=\"gate\"")).lowerBound
        let end = try #require(page[start...].range(of: "</section>")).lowerBound
        return String(page[start..<end])
    }

    @Test(
        "A gate that is closed within a break says both, as long as it is closed",
        arguments: [
            (Language.german, "NICHT ÖFFENTLICH", "Zugleich läuft eine Pause:"),
            (.english, "NOT PUBLIC", "A break is running as well:"),
        ])
    func closedInBreak(_ language: Language, _ closed: String, _ pause: String) throws {
        let gates: [StaffSessionPage.Gate] = [
            .closed(since: Self.moment), .opening(at: Self.moment.addingTimeInterval(5)),
        ]
        for gate in gates {
            let both = try banner(gate, isBreak: true, in: language)
            #expect(both.contains("data-part=\"in-break\"> <strong>\(pause)"))
            let alone = try banner(gate, isBreak: false, in: language)
            #expect(alone.contains("data-part=\"in-break\" hidden> <strong>\(pause)"))
        }
        #expect(try banner(gates[0], isBreak: true, in: language).contains(closed))
        #expect(try !banner(.open, isBreak: true, in: language).contains("in-break"))
    }
}
