import Agenda

/// Whether an item is public and why, with the buttons to say otherwise.
///
/// The agenda is one form, and a form cannot stand in another: the buttons name one beside it,
/// posted to `publicity` with the item in `public`, `nonPublic` or `undecided`.
struct StaffPublicity {
    var page: StaffSessionPage

    private static let id = "publicity"
    private var words: Texts.Office.Publicity { page.site.texts.office.publicity }

    var form: HTML {
        StaffForm(
            site: page.site, path: page.path("/publicity"), csrf: page.csrf, action: "publicity",
            id: Self.id
        ).markup("")
    }

    func markup(_ item: AgendaItem) -> HTML {
        let reason = page.contents.reasons[item.id]
        let isPublic = page.contents.isPublic(item.id)
        let state =
            isPublic
            ? words.isPublic
            : reason == .uncertainTitle || reason == .kept ? words.isUncertain : words.isNonPublic
        let why = reason.map(words.why) ?? (item.decision == .public ? words.byOffice : "")
        let says =
            isPublic
            ? button("nonPublic", words.saysNot, item) : button("public", words.says, item)
        let back: HTML =
            item.decision == nil || item.decision == .kept
            ? "" : button("undecided", words.takeBack, item)
        return """
             <details class="publicity"><summary>\(state)</summary>\(why) \(says) \(back)</details>
            """
    }

    private func button(_ name: String, _ word: String, _ item: AgendaItem) -> HTML {
        let title = item.number.isEmpty ? item.title : page.site.texts.agenda.item(item.number)
        return """
            <button type="submit" form="\(Self.id)" name="\(name)" value="\(item.id)" class="link" \
            aria-label="\(word): \(title)">\(word)</button>
            """
    }
}
