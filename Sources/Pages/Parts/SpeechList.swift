import Agenda

/// Who spoke, in the order of speaking, each a jump to the moment.
struct SpeechList {
    var site: Site
    var contents: SessionContents
    var speeches: [Timeline.Speech]
    var times: AgendaList.Times

    var markup: HTML {
        let rows = speeches.map { speech -> HTML in
            let place = contents.place(of: speech, site.texts)
            let faction: HTML = place.map { ", <span class=\"faint\">\($0)</span>" } ?? ""
            let behalf: HTML =
                speech.onBehalfOf.map {
                    " <span class=\"faint\">\(site.texts.agenda.onBehalfOf($0))</span>"
                } ?? ""
            let path = site.link(
                contents.link(query: "t=\(site.calendar.parameter(speech.start))"))
            return """
                <li><a class="row" href="\(path)" data-seek="\(speech.start.ticks)">\
                <span class="what">\(contents.name(of: speech))\(faction)\(behalf)</span>\
                \(time(at: speech.start))</a></li>

                """
        }
        return "<ol class=\"rows\">\n\(rows)</ol>"
    }

    private func time(at start: MediaTime) -> HTML {
        switch times {
        case .none: return ""
        case .position: return "<span class=\"time\">\(site.calendar.position(start))</span>"
        case .clock:
            guard let wall = contents.clock.wall(at: start) else { return "" }
            return "<span class=\"time\">\(site.calendar.time(wall))</span>"
        }
    }
}
