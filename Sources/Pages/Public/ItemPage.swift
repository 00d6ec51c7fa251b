public import Agenda
public import Foundation

/// `/sessions/ID/items/N`: one public item, its clip, papers, result and who spoke.
public struct ItemPage: Sendable {
    public var site: Site
    public var contents: SessionContents
    /// Must be one of `contents.publicItems`; any other has no page (404).
    public var item: AgendaItem
    public var now: Date

    public init(site: Site, contents: SessionContents, item: AgendaItem, now: Date) {
        self.site = site
        self.contents = contents
        self.item = item
        self.now = now
    }

    public var html: HTML {
        precondition(contents.isPublic(item.id), "an item that is not public has no page")
        let session = contents.session
        let title = [item.number.isEmpty ? "" : site.texts.agenda.item(item.number), item.title]
            .filter { !$0.isEmpty }.joined(separator: " ")
        let frame = Frame(
            site: site, title: title, place: .sessions, name: "item", scripts: ["player.js"],
            isHidden: session.visibility != .public)
        let date = session.begin.map { ", " + site.calendar.plainDay($0) } ?? ""
        return frame.page(
            """
            <div class="item-title">
            <p><a href="\(site.link(contents.link()))">\(site.original(session.title))\(date)</a></p>
            <p class="kind">\(HTML(joining: kind, by: ", "))</p>
            <h1\(site.original)>\(item.title)</h1>
            </div>
            <div class="columns">
            <div class="left">
            \(player.markup)
            \(stretches)
            \(actions)
            </div>
            <div class="right">
            \(result)\(papers)
            </div>
            </div>
            \(Speakers(contents, speeches: speeches, texts: site.texts).markup(site))
            """)
    }

    private var ranges: [MediaInterval] { contents.ranges(of: item.id) }

    private var sessionLink: String {
        site.link(ranges.isEmpty ? contents.link() : contents.link(query: "item=\(item.id)"))
    }

    private var actions: HTML {
        let download = ranges.isEmpty ? nil : contents.link("/items/\(item.id).mp4")
        return ClipActions(inSession: sessionLink, download: download).markup(site.texts.item)
    }

    private var kind: [HTML] {
        let number: HTML? =
            item.number.isEmpty ? nil : "\(site.texts.agenda.item(item.number))"
        let parent = contents.item(item.parent).flatMap { contents.isPublic($0.id) ? $0 : nil }
        let above = parent.map { site.texts.item.belongsTo($0.number, site.original($0.title)) }
        return [number, above].compactMap { $0 }
    }

    private var speeches: [Timeline.Speech] {
        let below = descendants
        return contents.publicSpeeches.filter { $0.item.map(below.contains) ?? false }
    }

    /// The item and all that stands below it.
    private var descendants: Set<Int64> {
        var found: Set<Int64> = [item.id]
        var grew = true
        while grew {
            let next = contents.agenda.filter { $0.parent.map(found.contains) ?? false }.map(\.id)
            let before = found.count
            found.formUnion(next)
            grew = found.count > before
        }
        return found
    }

    private var player: Player {
        var player = Player(
            site: site, state: .planned, session: contents, notice: notYet, labelGap: 12)
        guard let first = ranges.first, let last = ranges.last else { return player }
        let clip = MediaInterval(start: first.start, end: last.end)
        player.state = contents.isLive ? .live : .ended
        player.clip = clip
        player.clipPath = contents.link("/items/\(item.id)/index.m3u8")
        player.notice = .none
        player.strip = Strip(
            clip: clip, upTo: contents.end,
            speeches: speeches.map {
                (MediaInterval(start: $0.start, end: $0.end), shortName(contents.name(of: $0)))
            })
        return player
    }

    /// The last word of a name has room beneath the strip.
    private func shortName(_ name: String) -> String {
        name.split(separator: " ").last.map(String.init) ?? ""
    }

    private var notYet: Notice {
        Notice(
            kind: .planned, badge: .planned, title: site.texts.item.notYet,
            paragraphs: [site.texts.item.notYetText])
    }

    private var stretches: HTML {
        guard ranges.count > 1 else { return "" }
        let time = site.calendar
        let words = site.texts.item
        let rows = ranges.map { range -> HTML in
            let path = site.link(contents.link(query: "t=\(time.parameter(range.start))"))
            let to = range.end.map(time.position) ?? words.untilNow
            return """
                <li><a href="\(path)" data-seek="\(range.start.ticks)">\
                \(words.stretch(time.position(range.start), to))</a></li>
                """
        }
        return """
            <section class="stretches"><h2>\(words.stretches)</h2>
            <ul>\(rows)</ul></section>
            """
    }

    private var result: HTML {
        let votes = contents.timeline.votes.filter { $0.item == item.id }
        let outcome = contents.result(of: item)
        guard outcome != nil || !votes.isEmpty else { return "" }
        let words = site.texts.item
        let lines = votes.map { vote -> HTML in
            let when =
                contents.clock.wall(at: vote.at).map { words.voteAt(site.calendar.time($0)) } ?? ""
            let text: HTML = vote.text.map { "<br>\(site.original($0))" } ?? ""
            return "<p class=\"faint\">\(when)\(text)</p>"
        }
        let parts = outcome.map(AgendaList.split(result:))
        let rest = (parts?.rest ?? "").trimmingCharacters(in: CharacterSet(charactersIn: ",. "))
        let more: HTML = rest.isEmpty ? "" : "<p\(site.original)>\(rest)</p>\n"
        return """
            <section><h2>\(parts.map { site.original($0.word) } ?? "\(words.votes)")</h2>
            \(more)\(lines)</section>

            """
    }

    private var papers: HTML {
        guard !item.papers.isEmpty else { return "" }
        return """
            <section><h2>\(site.texts.item.papers)</h2>
            \(PaperList(site: site).markup(item.papers))</section>
            """
    }
}
