import Agenda
import Foundation

/// The agenda as a list with its rail: what is done, what is open, what comes.
struct AgendaList {
    enum Times {
        /// No times: it has not begun.
        case none
        /// By the clock on the wall, while it is live.
        case clock
        /// By the position in the recording.
        case position
    }

    var site: Site
    var contents: SessionContents
    var times: Times
    /// Open now, parents included; on an archive page what is open at its start.
    var open: [Int64]
    /// Whether rows link: before the first frame there is nothing to jump to.
    var isLinked = true

    var markup: HTML {
        guard !contents.agenda.isEmpty else {
            return "<p class=\"agenda-empty\">\(site.texts.agenda.empty)</p>"
        }
        var rows = contents.agenda.map { (item: $0, row: row($0)) }.map(\.row)
        for (index, pause) in breaks.reversed() { rows.insert(pause, at: index) }
        return """
            <ol class="agenda" data-agenda>
            \(HTML(joining: rows, by: "\n"))
            </ol>
            """
    }

    private func row(_ item: AgendaItem) -> HTML {
        let state = state(of: item)
        let level = contents.level(of: item)
        let isLeaf = contents.leaves(of: open).contains(item.id)
        let inside: HTML = """
            <span class="number">\(item.number)</span><span class="rail" aria-hidden="true"></span>\
            <span class="what"><span class="title"\(contents.isPublic(item.id) ? site.original : "")>\(title(of: item))</span>\
            \(details(item, state, isLeaf: isLeaf))</span>\(time(of: item))
            """
        let current: HTML =
            isLeaf && (state == "current" || state == "non-public") ? " aria-current=\"true\"" : ""
        let element: HTML =
            "<li data-item=\"\(item.id)\" data-state=\"\(state)\" data-level=\"\(level)\"\(current)>"
        let start = contents.ranges(of: item.id).first?.start
        guard state != "non-public", isLinked, let start else {
            return "\(element)<div class=\"row\">\(inside)</div></li>"
        }
        let path = site.link(contents.link(query: "item=\(item.id)"))
        return """
            \(element)<a class="row" href="\(path)" data-seek="\(start.ticks)">\(inside)</a></li>
            """
    }

    private func state(of item: AgendaItem) -> String {
        if !contents.isPublic(item.id) { return "non-public" }
        if open.contains(item.id) {
            return contents.leaves(of: open).contains(item.id) ? "current" : "open"
        }
        if item.isWithdrawn { return "withdrawn" }
        return contents.timeline.wasOpen(item.id) ? "done" : "coming"
    }

    private func title(of item: AgendaItem) -> String {
        contents.isPublic(item.id) ? item.title : site.texts.agenda.nonPublic
    }

    private func details(_ item: AgendaItem, _ state: String, isLeaf: Bool) -> HTML {
        let words = site.texts.agenda
        var lines: [HTML] = []
        if state == "non-public" {
            if isLeaf {
                lines.append("<span class=\"now\" data-part=\"now\">\(words.nowClosed)</span>")
            } else if let minutes = closedMinutes(item.id) {
                let duration = site.texts.dates.minutes(minutes)
                lines.append("<span class=\"detail\">\(words.notRecorded(duration))</span>")
            }
            return HTML(joining: lines)
        }
        if isLeaf, contents.openNow.contains(item.id) {
            lines.append("<span class=\"now\" data-part=\"now\">\(words.now)</span>")
            if let speech = contents.publicSpeeches.last, speech.end == nil {
                let who = words.speaks(contents.name(of: speech))
                lines.append("<span class=\"detail\" data-part=\"speaks\">\(who)</span>")
            }
        }
        if let result = contents.result(of: item) {
            lines.append(
                "<span class=\"detail result\"\(site.original)>\(Self.result(result))</span>")
        }
        if item.isWithdrawn, contents.result(of: item) == nil {
            lines.append("<span class=\"detail\">\(words.withdrawn)</span>")
        }
        return HTML(joining: lines)
    }

    /// "Angenommen, 31 Ja" with its first word in bold.
    static func result(_ text: String) -> HTML {
        let parts = split(result: text)
        return "<strong>\(parts.word)</strong>\(parts.rest)"
    }

    /// The outcome's first word, and what follows it.
    static func split(result text: String) -> (word: String, rest: String) {
        guard let cut = text.firstIndex(where: { $0 == "," || $0 == ":" || $0 == "." }) else {
            return (text, "")
        }
        let end = text[cut] == ":" ? text.index(after: cut) : cut
        return (String(text[..<end]), String(text[end...]))
    }

    private func closedMinutes(_ id: Int64) -> Int? {
        let passages = contents.timeline.closed.filter { $0.item == id }
        guard !passages.isEmpty, passages.allSatisfy({ $0.wallEnd != nil }) else { return nil }
        let seconds = passages.reduce(0.0) { sum, passage in
            sum + (passage.wallEnd ?? passage.wallStart).timeIntervalSince(passage.wallStart)
        }
        return max(1, Int((seconds / 60).rounded()))
    }

    private func time(of item: AgendaItem) -> HTML {
        guard times != .none else { return "" }
        if !contents.isPublic(item.id) {
            guard times == .clock,
                let wall = contents.timeline.closed.first(where: { $0.item == item.id })?.wallStart
            else { return "" }
            return "<span class=\"time\">\(site.calendar.time(wall))</span>"
        }
        guard let start = contents.ranges(of: item.id).first?.start else { return "" }
        return time(at: start)
    }

    private func time(at start: MediaTime) -> HTML {
        switch times {
        case .none: return ""
        case .clock:
            guard let wall = contents.clock.wall(at: start) else { return "" }
            return "<span class=\"time\">\(site.calendar.time(wall))</span>"
        case .position:
            return "<span class=\"time\">\(site.calendar.position(start))</span>"
        }
    }

    /// The breaks, each with the index of the row that it stands before.
    private var breaks: [(Int, HTML)] {
        guard times != .none else { return [] }
        return contents.timeline.breaks.map { pause in
            let last = contents.agenda.lastIndex { item in
                contents.ranges(of: item.id).contains { $0.start <= pause.start }
            }
            return ((last ?? -1) + 1, row(pause))
        }
    }

    private func row(_ pause: Timeline.Break) -> HTML {
        let words = site.texts.agenda
        let length: TimeInterval? =
            switch pause {
            case .dark(_, let began, let ended): ended?.timeIntervalSince(began)
            case .range(let range): range.end.flatMap { wallTime(from: range.start, to: $0) }
            }
        let minutes = length.map { max(1, Int(($0 / 60).rounded())) }
        let word = minutes.map(words.pauseMinutes) ?? words.pause
        return """
            <li data-state="break"><div class="row"><span class="number"></span>\
            <span class="rail">\(Icon.breakBars)</span><span class="what"><span class="detail">\
            \(word)</span></span>\(time(of: pause))</div></li>
            """
    }

    private func time(of pause: Timeline.Break) -> HTML {
        // Where nothing was recorded the media time is two moments on the wall.
        guard times == .clock, let began = pause.wallStart(by: contents.clock) else {
            return time(at: pause.start)
        }
        return "<span class=\"time\">\(site.calendar.time(began))</span>"
    }

    private func wallTime(from start: MediaTime, to end: MediaTime) -> TimeInterval? {
        guard let began = contents.clock.wall(at: start), let ended = contents.clock.wall(at: end)
        else { return nil }
        return ended.timeIntervalSince(began)
    }
}
