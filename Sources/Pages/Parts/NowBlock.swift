import Agenda

/// What is open now, who spoke on it, and what comes after: beneath the picture of a live session.
struct NowBlock {
    var site: Site
    var contents: SessionContents

    var markup: HTML {
        let leaves = contents.leaves(of: contents.openNow).filter(contents.isPublic)
        let first = contents.item(leaves.first)
        let before = first.map(before) ?? decided
        let columns = [before, after(leaves.last)].filter { !$0.isEmpty }
        let lists: HTML = columns.isEmpty ? "" : "<div class=\"pair\">\(columns)</div>"
        return """
            <div data-live="now">
            \(leaves.compactMap(contents.item).map(now))
            \(lists)
            </div>
            """
    }

    private func now(_ item: AgendaItem) -> HTML {
        let number: HTML =
            item.number.isEmpty ? "" : "\(site.texts.agenda.item(item.number))"
        var speaker: HTML = ""
        if let speech = contents.publicSpeeches.last, speech.end == nil {
            let place = contents.place(of: speech, site.texts)
            speaker = """
                <p class="speaker"><strong>\(contents.name(of: speech))</strong>\
                \(place.map { ", \($0)" } ?? "")</p>
                """
        }
        return """
            <div class="now-item"><p class="number">\(number)</p><div><h2>\
            <a href="\(site.link(contents.link("/items/\(item.id)")))"\(site.original)>\(item.title)</a></h2>\(speaker)\
            \(PaperList(site: site).markup(item.papers, className: "papers inline"))</div></div>
            """
    }

    private func before(_ item: AgendaItem) -> HTML {
        let speeches = contents.publicSpeeches.filter { $0.item == item.id && $0.end != nil }
        guard !speeches.isEmpty else { return "" }
        let list = SpeechList(
            site: site, contents: contents, speeches: speeches.suffix(5).reversed(), times: .clock)
        return """
            <section><h3>\(site.texts.agenda.spokeBefore(item.number))</h3>
            \(list.markup)
            </section>
            """
    }

    /// What the last public items came to, the latest first; while nothing public is open.
    private var decided: HTML {
        let items = contents.agenda.filter { item in
            contents.isPublic(item.id) && !item.isWithdrawn
                && contents.result(of: item) != nil
        }
        guard !items.isEmpty else { return "" }
        let rows = items.suffix(2).reversed().map { item -> HTML in
            let words = [item.number, item.title].filter { !$0.isEmpty }.joined(separator: " ")
            let result = AgendaList.split(result: item.result ?? "").word
            let path = site.link(contents.link("/items/\(item.id)"))
            return """
                <li><a class="row" href="\(path)"><span class="what serif"\(site.original)>\(words)</span>\
                <span class="time"\(site.original)>\(result)</span></a></li>

                """
        }
        return """
            <section><h3>\(site.texts.agenda.decided)</h3>
            <ol class="rows">\(rows)</ol>
            </section>
            """
    }

    private func after(_ id: Int64?) -> HTML {
        let start = contents.agenda.firstIndex { $0.id == id }.map { $0 + 1 } ?? 0
        let next = contents.agenda[start...].filter {
            contents.isPublic($0.id) && !$0.isWithdrawn && !contents.timeline.wasOpen($0.id)
        }.prefix(2)
        guard !next.isEmpty else { return "" }
        let rows = next.map { item -> HTML in
            let words = [item.number, item.title].filter { !$0.isEmpty }.joined(separator: " ")
            return "<li><div class=\"row serif\"\(site.original)>\(words)</div></li>"
        }
        return """
            <section><h3>\(site.texts.agenda.after)</h3>
            <ol class="rows">\(rows)</ol>
            </section>
            """
    }
}
