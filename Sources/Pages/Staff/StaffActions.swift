import Agenda

/// The large buttons beneath the picture.
struct StaffActions {
    var page: StaffSessionPage

    private var contents: SessionContents { page.contents }
    private var words: Texts.Office { page.site.texts.office }

    var markup: HTML {
        let buttons: HTML =
            contents.isLive
            ? """
            <div class="console-buttons">
            <div data-region="pause">
            \(pause)
            </div>
            \(page.form("speech-end", kind: .speechEnd).markup(
                button(words.endSpeech, "E", "e")))
            \(entry("vote", .vote, words.vote, "A", "a", words.voteText, extra: ""))
            \(entry("note", .note, words.note, "M", "m", words.noteText, extra: publicly))
            \(stop)
            </div>

            """ : ""
        return """
            \(buttons)<div data-region="marks">
            \(StaffMarks(page: page).list)
            </div>
            """
    }

    private var pause: HTML {
        page.isBreak || contents.timeline.isBreakAtEnd
            ? page.form("break-end", kind: .breakEnd).markup(button(words.endPause, "P", "p"))
            : page.form("break", kind: .breakStart).markup(button(words.pause, "P", "p"))
    }

    private func button(_ word: String, _ cap: String, _ key: String) -> HTML {
        """
        <button type="submit" class="button" data-key="\(key)"><span>\(word)</span>\
        \(StaffForm.key(cap))</button>
        """
    }

    /// A button that opens a field.
    private func entry(
        _ action: String, _ kind: MarkerKind, _ word: String, _ cap: String, _ key: String,
        _ label: String, extra: HTML
    ) -> HTML {
        """
        <details class="entry"><summary class="button" data-key="\(key)"><span>\(word)</span>\
        \(StaffForm.key(cap))</summary>
        \(page.form(action, kind: kind).markup(
            """
            <label for="\(action)-text">\(label)</label>
            <input id="\(action)-text" name="text" autocomplete="off" required maxlength="1000">
            \(extra)<button type="submit" class="button">\(words.save)</button>
            """ as HTML))</details>
        """
    }

    private var publicly: HTML {
        """
        <p class="choice"><input type="checkbox" id="note-public" name="public" value="1">\
        <label for="note-public">\(words.notePublic)</label></p>

        """
    }

    private var stop: HTML {
        let form = StaffForm(
            site: page.site, path: page.path("/stop"), csrf: page.csrf, action: "stop")
        return """
            <details class="entry wide"><summary class="button quiet" data-key="shift+q">\
            <span>\(words.stop)</span><span class="keys">\(StaffForm.key(words.shift))\
            \(StaffForm.key("Q"))</span></summary>
            \(form.markup(
                "<button type=\"submit\" class=\"button alarm\">\(words.stopConfirm)</button>"))</details>
            """
    }
}
