public import Agenda
public import Foundation

/// `/sessions/ID`: the session as a recording, or as it runs.
public struct SessionPage: Sendable {
    public var site: Site
    public var contents: SessionContents
    /// From `?t=` or `?item=`.
    public var start: MediaTime?
    public var isGateClosed: Bool
    public var isInputLost: Bool
    public var now: Date

    public init(
        site: Site, contents: SessionContents, start: MediaTime? = nil,
        isGateClosed: Bool = false, isInputLost: Bool = false, now: Date
    ) {
        self.site = site
        self.contents = contents
        self.start = start
        self.isGateClosed = isGateClosed
        self.isInputLost = isInputLost
        self.now = now
    }

    public var html: HTML {
        let session = contents.session
        let frame = Frame(
            site: site, title: session.title, place: .sessions, name: "session",
            scripts: ["player.js"], isHidden: session.visibility != .public)
        return frame.page(
            """
            <div class="title-line">\(badge.markup(site.texts))<h1\(site.original)>\(session.title)</h1>\
            <p>\(HTML(joining: subtitle.map { "\($0)" }, by: ", "))</p></div>
            <div class="columns">
            <div class="left">
            \(player.markup)
            \(below)
            </div>
            <section class="right" id="agenda" aria-labelledby="agenda-heading" data-live="agenda">
            <h2 id="agenda-heading">\(heading)</h2>
            \(agenda.markup)
            </section>
            </div>
            """)
    }

    private var isBreak: Bool { contents.timeline.isBreakAtEnd }

    private var hasPicture: Bool { contents.end > .zero }

    private var badge: StateBadge {
        if contents.session.visibility == .office { return .draft }
        switch contents.session.state {
        case .live: return isGateClosed ? .closed : isBreak ? .pause : isInputLost ? .lost : .live
        case .planned: return .planned
        case .ended: return hasPicture ? .recording : .ended
        case .cancelled: return .ended
        }
    }

    private var subtitle: [String] {
        [
            contents.session.begin.map(site.calendar.longDay),
            contents.isLive || !hasPicture
                ? contents.roomName : site.calendar.duration(contents.end),
        ].compactMap { $0 }
    }

    private var heading: String {
        contents.session.state == .ended && hasPicture
            ? site.texts.agenda.course : site.texts.agenda.heading
    }

    private var player: Player {
        var player = Player(
            site: site, state: contents.isLive ? .live : hasPicture ? .ended : .planned,
            session: contents, start: start, isGateClosed: isGateClosed,
            isInputLost: isInputLost,
            isDarkBreak: contents.timeline.breakAtEnd?.isDark ?? false, notice: notice)
        if hasPicture { player.strip = Strip(contents) }
        return player
    }

    private var notice: Notice {
        let words = site.texts.states
        // A link to a moment shows that moment, whatever the room does now.
        if contents.isLive, start == nil {
            if isGateClosed {
                return Notice(
                    kind: .closed, badge: nil, title: words.nonPublicTitle,
                    paragraphs: [words.nonPublicText, words.nonPublicAfter])
            }
            if isBreak {
                return Notice(
                    kind: .pause, badge: .pause, title: words.pauseTitle,
                    paragraphs: [words.pauseText])
            }
            if isInputLost {
                return Notice(
                    kind: .lost, badge: .lost, title: words.lostTitle,
                    paragraphs: [words.lostText])
            }
        }
        if hasPicture || contents.isLive { return .none }
        guard contents.session.state == .ended else {
            return Notice.waiting(
                for: contents, site: site, now: now, place: contents.roomName.map(words.place))
        }
        return Notice(
            kind: .nothing, badge: .ended, title: words.nothingRecorded,
            paragraphs: [words.nothingRecordedText])
    }

    private var agenda: AgendaList {
        AgendaList(
            site: site, contents: contents,
            times: !hasPicture ? .none : contents.isLive ? .clock : .position, open: open,
            isLinked: hasPicture)
    }

    private var open: [Int64] {
        if let start { return contents.timeline.openItems(at: start) }
        return contents.openNow
    }

    private var below: HTML {
        let now: HTML =
            contents.isLive && start == nil ? NowBlock(site: site, contents: contents).markup : ""
        let words = site.texts.agenda
        let sections = [
            ("speeches", words.speeches, speeches), ("papers", words.papers, papers),
            ("notes", words.notes, notes),
        ].filter { !$0.2.isEmpty }
        guard !sections.isEmpty else { return now }
        let tabs = [("agenda", heading)] + sections.map { ($0.0, $0.1) }
        let links = tabs.map { tab -> HTML in "<li><a href=\"#\(tab.0)\">\(tab.1)</a></li>" }
        let blocks = sections.map { section -> HTML in
            """
            <section class="block" id="\(section.0)" aria-labelledby="\(section.0)-heading">
            <h2 id="\(section.0)-heading">\(section.1)</h2>
            \(section.2)
            </section>

            """
        }
        return """
            \(now)
            <nav class="tabs" aria-label="\(contents.session.title)"><ul>\(links)</ul></nav>
            \(blocks)
            """
    }

    private var speeches: HTML {
        let speeches = contents.publicSpeeches
        guard !speeches.isEmpty else { return "" }
        return SpeechList(
            site: site, contents: contents, speeches: speeches,
            times: contents.isLive ? .clock : .position
        ).markup
    }

    private var papers: HTML { PaperList(site: site).rows(contents) }

    private var notes: HTML {
        let notes = contents.publicNotes
        guard !notes.isEmpty else { return "" }
        let rows = notes.map { note -> HTML in
            let path = site.link(
                contents.link(query: "t=\(site.calendar.parameter(note.at))"))
            return """
                <li><a class="row" href="\(path)" data-seek="\(note.at.ticks)"><span class="what"\(site.original)>\
                \(note.text)</span><span class="time">\(site.calendar.position(note.at))</span></a></li>
                """
        }
        return "<ul class=\"rows\">\(rows)</ul>"
    }
}
