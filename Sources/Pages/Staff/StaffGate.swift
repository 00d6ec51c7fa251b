import Agenda
import Foundation

/// Whether the session is public, in big words, and the one button that changes it.
struct StaffGate {
    var page: StaffSessionPage

    var markup: HTML {
        let words = page.site.texts.office
        let time = page.site.calendar
        switch page.gate {
        case .idle:
            let state = words.states[page.contents.session.state.rawValue] ?? ""
            let start = StaffForm(
                site: page.site, path: page.path("/start"), csrf: page.csrf, action: "start")
            let button: HTML =
                page.contents.session.state == .cancelled
                ? ""
                : start.markup(
                    "<button type=\"submit\" class=\"button main\">\(words.start)</button>")
            return banner("idle", Icon.soon, state.uppercased(), "\(words.gateNotLive)", button)
        case .open:
            let text: HTML =
                page.recordedSince.map { "\(words.openText(time.timeWithSeconds($0)))" }
                ?? "\(words.openNotRecording)"
            return banner(
                "open", Icon.live, words.open, text,
                page.form("close", kind: .gateClose).markup(
                    """
                    <button type="submit" class="button ink" data-key="g">\
                    <span>\(words.close)</span>\(StaffForm.key("G"))</button>
                    """))
        case .closed(let since):
            let began = since.map(time.timeWithSeconds) ?? ""
            return banner(
                "closed", "", words.closed, words.closedText(began),
                page.form("open", kind: .gateOpen).markup(
                    """
                    <button type="submit" class="button paper" data-key="g" data-confirm>\
                    <span>\(words.reopen)</span>\(StaffForm.key("G"))\
                    \(StaffForm.key(words.enter))</button>
                    """))
        case .unacknowledged, .unstored:
            let isUnstored = page.gate == .unstored
            return banner(
                "unacknowledged", "", isUnstored ? words.unstored : words.unacknowledged,
                isUnstored ? words.unstoredText : words.unacknowledgedText,
                page.form("close", kind: .gateClose).markup(
                    """
                    <button type="submit" class="button paper" data-key="g">\
                    <span>\(words.close)</span>\(StaffForm.key("G"))</button>
                    """))
        }
    }

    private func banner(
        _ name: StaticString, _ icon: HTML, _ word: String, _ text: HTML, _ action: HTML
    ) -> HTML {
        """
        <section class="gate" data-gate="\("\(name)")" aria-label="\(word)">
        <p class="gate-word">\(icon)<strong>\(word)</strong></p>
        <p class="gate-text">\(text)</p>
        <div class="gate-action">\(action)</div>
        </section>
        """
    }
}
