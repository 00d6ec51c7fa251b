import Agenda
import Foundation

/// Whether the session is public, in big words, and the one button that changes it.
struct StaffGate {
    var page: StaffSessionPage

    private var words: Texts.Office { page.site.texts.office }

    var markup: HTML {
        let time = page.site.calendar
        switch page.gate {
        case .idle:
            let state = words.states[page.contents.session.state.rawValue] ?? ""
            return banner("idle", Icon.soon, state.uppercased(), "\(words.gateNotLive)", begin)
        case .open where page.isBreak:
            return banner(
                "break", Icon.breakBars, words.gateBreak, "\(words.gateBreakText)",
                close("ink", words.close))
        case .open:
            let text: HTML =
                page.recordedSince.map { "\(words.openText(time.timeWithSeconds($0)))" }
                ?? "\(words.openNotRecording)"
            return banner("open", Icon.live, words.open, text, close("ink", words.close))
        case .opening(let moment):
            let seconds = String(moment.timeIntervalSince1970)
            return banner(
                "opening", "", words.opening,
                """
                <strong data-part="countdown" data-opens="\(seconds)">\
                \(words.openingAt(time.timeWithSeconds(moment)))</strong> \(words.openingText)\(inBreak)
                """, close("paper", words.cancel))
        case .closed(let since):
            let began = since.map(time.timeWithSeconds) ?? ""
            return closed("\(began)", page.confirmation(.open).first("paper"))
        case .unacknowledged: return unacknowledged
        case .unstored: return unstored
        }
    }

    /// What a closed gate says of the break behind it, once there is one.
    private var inBreak: HTML {
        let hidden: HTML = page.isBreak ? "" : " hidden"
        return "<span data-part=\"in-break\"\(hidden)> \(words.closedInBreak)</span>"
    }

    /// What the page says by itself where the server's own words cannot be had.
    var templates: HTML {
        """
        <template id="gate-unacknowledged">\(unacknowledged)</template>
        <template id="gate-unstored">\(unstored)</template>
        <template id="gate-closed">\(closed("<span data-part=\"since\"></span>", ""))</template>
        <template id="gate-offline">\(banner(
            "offline", Icon.lost, words.offline, "", close("ink", words.close)))</template>
        """
    }

    private func closed(_ since: HTML, _ action: HTML) -> HTML {
        banner("closed", "", words.closed, "\(words.closedText(since))\(inBreak)", action)
    }

    private var unacknowledged: HTML {
        banner(
            "unacknowledged", "", words.unacknowledged, words.unacknowledgedText,
            close("paper", words.close))
    }

    private var unstored: HTML {
        banner("unstored", "", words.unstored, words.unstoredText, close("paper", words.close))
    }

    /// A first start shows a room that waits for it; what has ended takes two steps.
    private var begin: HTML {
        switch page.contents.session.state {
        case .cancelled, .live: ""
        case .ended: page.confirmation(.start).first("main")
        case .planned:
            StaffForm(
                site: page.site, path: page.path("/start"), csrf: page.csrf, action: "start"
            ).markup("<button type=\"submit\" class=\"button main\">\(words.start)</button>")
        }
    }

    private func close(_ className: StaticString, _ word: String) -> HTML {
        page.form("close", kind: .gateClose).markup(
            """
            <button type="submit" class="button \("\(className)")" \
            aria-keyshortcuts="G Control+Alt+G"><span>\(word)</span>\(StaffForm.key("G"))\
            \(StaffForm.key(words.closeChord))</button>
            """)
    }

    private func banner(
        _ name: StaticString, _ icon: HTML, _ word: String, _ text: HTML, _ action: HTML
    ) -> HTML {
        // Once, when it comes: what counts on beneath it is not read out again and again.
        let alarm: HTML =
            ["unacknowledged", "unstored", "offline"].contains("\(name)") ? " role=\"alert\"" : ""
        return """
            <section class="gate" data-gate="\("\(name)")" aria-label="\(word)">
            <p class="gate-word"\(alarm)>\(icon)<strong>\(word)</strong></p>
            <p class="gate-text" data-part="gate-text">\(text)</p>
            <div class="gate-action">\(action)</div>
            </section>
            """
    }
}
