import Agenda
import Foundation

/// The agenda with one button an item.
struct StaffAgenda {
    var page: StaffSessionPage

    private var contents: SessionContents { page.contents }
    private var words: Texts.Office { page.site.texts.office }

    var markup: HTML {
        let items = contents.agenda
        // What is long done folds away; the two before the open one stay.
        let firstOpen =
            items.firstIndex { open.contains($0.id) }
            ?? items.firstIndex { !wasOpen($0) && !$0.isWithdrawn } ?? 0
        let folded = firstOpen > 3 ? firstOpen - 1 : 0
        let done: HTML =
            folded == 0
            ? ""
            : """
            <details class="done-items"><summary>\(words.doneItems(items[0].number, items[folded - 1].number))\
            <span>\(words.show)</span></summary>
            <ol class="console-items">
            \(items[..<folded].map(row))</ol></details>

            """
        let form = page.form("item", kind: .item)
        return """
            <div class="console-line"><h2>\(words.agenda)</h2>\(number)\(next)</div>
            \(form.markup(
                """
                \(done)<ol class="console-items">
                \(items[folded...].map(row))</ol>
                """ as HTML))
            \(warning)
            \(StaffPublicity(page: page).form)
            """
    }

    private var open: [Int64] { contents.openNow }
    private var isLive: Bool { contents.isLive }

    private func wasOpen(_ item: AgendaItem) -> Bool { contents.timeline.wasOpen(item.id) }

    private var nextItem: AgendaItem? { contents.timeline.nextItem(on: contents.agenda) }

    private var next: HTML {
        guard isLive else { return "" }
        guard let item = nextItem else { return "<p class=\"faint\">\(words.noNextItem)</p>" }
        let name = item.number.isEmpty ? item.title : item.number
        return page.form("next", kind: .item, [("items", String(item.id))]).markup(
            """
            <button type="submit" class="button main" data-key="n"><span>\(words.nextItem(name))</span>\
            \(StaffForm.key("N"))</button>
            """)
    }

    private var number: HTML {
        guard isLive else { return "" }
        return page.form("number", kind: .item).markup(
            """
            <label class="visually-hidden" for="number">\(words.typeNumber)</label>
            <span class="number-field"><input id="number" name="number" autocomplete="off" required \
            placeholder="\(words.typeNumber)" data-focus-key="t">\(StaffForm.key("T"))</span>
            <button type="submit" class="visually-hidden">\(words.openItem)</button>
            """)
    }

    private func row(_ item: AgendaItem) -> HTML {
        let isOpen = open.contains(item.id)
        let isLeaf = contents.leaves(of: open).contains(item.id)
        let isPublic = contents.isPublic(item.id)
        let state = isLeaf ? "current" : isOpen ? "open" : wasOpen(item) ? "done" : "coming"
        var note = ""
        if let began = since(item) {
            let time = page.site.calendar.time(began)
            note = isLeaf ? words.since(time) : time
        } else if item.isWithdrawn {
            note = words.withdrawn
        } else if !isPublic {
            note = words.closes
        }
        let isNext = isLive && item.id == nextItem?.id
        let word = wasOpen(item) ? words.resume : words.openItem
        let name = item.number.isEmpty ? item.title : page.site.texts.agenda.item(item.number)
        let button: HTML =
            isLeaf || !isLive
            ? ""
            : """
            <button type="submit" name="items" value="\(item.id)" \
            class="\(isNext ? "button" : "link")" aria-label="\(word): \(name)"><span>\(word)</span>\
            \(isNext ? StaffForm.key("N") : "")</button>
            """
        return """
            <li data-item="\(item.id)" data-state="\(state)" data-public="\(isPublic ? "yes" : "no")" \
            data-level="\(contents.level(of: item))"\(flag: "data-withdrawn", item.isWithdrawn)>\
            <span class="number">\(item.number)</span><div class="title">\
            <span\(page.site.original)>\(item.title)</span>\(StaffPublicity(page: page).markup(item))</div>\
            <span class="note">\(note)</span><span class="do">\(button)</span></li>

            """
    }

    private func since(_ item: AgendaItem) -> Date? {
        if let start = contents.timeline.lastOpening(of: item.id) {
            return contents.clock.wall(at: start)
        }
        return contents.timeline.closed.last { $0.item == item.id }?.wallStart
    }

    /// Shown while the gate is closed and the next item is public.
    private var warning: HTML {
        guard page.isClosed else { return "" }
        let item =
            contents.leaves(of: open).compactMap(contents.item).first { contents.isPublic($0.id) }
            ?? nextItem
        guard let item, contents.isPublic(item.id) else { return "" }
        let name = item.number.isEmpty ? item.title : page.site.texts.agenda.item(item.number)
        return "<p>\(words.publicAfterClosed(name))</p>"
    }
}
