import Agenda
import Foundation
import Pages
import Testing

@Suite("The last marks on the console")
struct StaffMarksTests {
    private func console(
        _ marks: SmallSample.DarkBreak, isBreak: Bool, areBreaksDark: Bool = true
    ) -> String {
        let sample = SmallSample()
        return StaffSessionPage(
            site: sample.site, contents: sample.contents(.live, marks), csrf: "c5rf",
            gate: .open, isBreak: isBreak, areBreaksDark: areBreaksDark,
            markers: sample.marks(of: marks).reversed(), now: SmallSample.minute(20)
        ).html.markup
    }

    /// The addresses of the forms that change a mark.
    private func offered(_ page: String, _ number: Int) -> Set<String> {
        Set(["undo", "earlier"].filter { page.contains("/markers/\(number)/\($0)\"") })
    }

    @Test("A dark break can be taken back while it goes on, and never moved")
    func running() {
        #expect(offered(console(.running, isBreak: true), 20) == ["undo"])
        let over = console(.over, isBreak: false)
        #expect(offered(over, 20) == [] && offered(over, 21) == [])
        #expect(over.contains("Eine Pause lässt sich nachträglich nicht ändern"))
    }

    @Test("A break that is shown is a mark like others")
    func shown() {
        let page = console(.over, isBreak: false, areBreaksDark: false)
        #expect(offered(page, 21) == ["undo", "earlier"])
        #expect(offered(page, 20) == ["undo"])
    }
}
