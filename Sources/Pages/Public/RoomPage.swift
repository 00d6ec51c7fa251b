import Agenda
public import Foundation

/// `/live/ROOM`: the running session, or when the next one begins.
public struct RoomPage: Sendable {
    /// What the room does.
    public enum State: Sendable, Hashable {
        /// The next session is planned, or nothing is (then there are no contents).
        case waiting
        case live
        /// In a break since then, until the chair goes on.
        case pause(since: Date?)
        /// Not public since then.
        case closed(since: Date?)
        /// The session is live and nothing comes from the room.
        case lost(since: Date?)
        case ended
    }

    public var site: Site
    /// The room's id.
    public var room: String
    public var roomName: String
    public var state: State
    /// The live session, else the next one, else the one that ended last today; nil for none.
    public var contents: SessionContents?
    public var now: Date

    public init(
        site: Site, room: String, roomName: String, state: State, contents: SessionContents?,
        now: Date
    ) {
        self.site = site
        self.room = room
        self.roomName = roomName
        self.state = state
        self.contents = contents
        self.now = now
    }

    public var html: HTML {
        let title = contents?.session.title ?? roomName
        let frame = Frame(
            site: site, title: title, place: .live, name: "room", scripts: ["player.js"],
            refreshesAfter: state == .waiting ? 30 : nil)
        let heading: HTML = """
            <div class="title-line">\(badge)<h1\(site.original)>\(title)</h1>\
            <p>\(HTML(joining: subtitle.map { "\($0)" }, by: ", "))</p></div>
            """
        return frame.page(
            """
            \(heading)
            <div class="columns">
            <div class="left">
            \(player.markup)
            \(below)
            </div>
            \(agenda)
            </div>
            """)
    }

    private var badge: HTML {
        switch state {
        case .waiting: ""
        case .live: StateBadge.live.markup(site.texts)
        case .pause: StateBadge.pause.markup(site.texts)
        case .closed: StateBadge.closed.markup(site.texts)
        case .lost: StateBadge.lost.markup(site.texts)
        case .ended: StateBadge.ended.markup(site.texts)
        }
    }

    private var subtitle: [String] {
        [contents?.session.begin.map(site.calendar.longDay), contents == nil ? nil : roomName]
            .compactMap { $0 }
    }

    private var isLive: Bool {
        switch state {
        case .live, .pause, .closed, .lost: true
        case .waiting, .ended: false
        }
    }

    private var player: Player {
        var player = Player(
            site: site, state: isLive ? .live : state == .ended ? .ended : .planned,
            session: contents, room: room, notice: notice)
        if case .closed = state { player.isGateClosed = true }
        if case .lost = state { player.isInputLost = true }
        if case .pause = state {
            player.isDarkBreak = contents?.timeline.breakAtEnd?.isDark ?? false
        }
        if let contents, isLive || state == .ended, contents.end > .zero {
            player.strip = Strip(contents)
        }
        return player
    }

    private var notice: Notice {
        let words = site.texts.states
        let time = site.calendar
        switch state {
        case .live: return .none
        case .waiting: return waitingNotice
        case .pause:
            return Notice(
                kind: .pause, badge: .pause, title: words.pauseTitle,
                paragraphs: [words.pauseText])
        case .closed(let since):
            let began = since.map { words.nonPublicSince(time.time($0)) + " " } ?? ""
            return Notice(
                kind: .closed, badge: nil, title: words.nonPublicTitle,
                paragraphs: [began + words.nonPublicText, words.nonPublicAfter])
        case .lost(let since):
            let began = since.map { words.lostSince(time.time($0)) + " " } ?? ""
            return Notice(
                kind: .lost, badge: .lost, title: words.lostTitle,
                paragraphs: [began + words.lostText])
        case .ended:
            let ended = contents?.session.end.map { words.endedAt(time.time($0)) + " " } ?? ""
            return Notice(
                kind: .ended, badge: .ended, title: words.endedTitle,
                paragraphs: [ended + words.endedText],
                action: contents.map { (site.link($0.link()), words.toRecording) })
        }
    }

    private var waitingNotice: Notice {
        let words = site.texts.states
        guard let contents else {
            return Notice(
                kind: .nothing, badge: nil, title: words.nothingTitle,
                paragraphs: [words.nothingText])
        }
        return Notice.waiting(
            for: contents, site: site, now: now, place: words.place(roomName))
    }

    private var agenda: HTML {
        guard let contents else { return "" }
        let list = AgendaList(
            site: site, contents: contents,
            times: isLive ? .clock : state == .ended ? .position : .none,
            open: contents.openNow, isLinked: state != .waiting)
        return """
            <section class="right" id="agenda" aria-labelledby="agenda-heading" data-live="agenda">
            <h2 id="agenda-heading">\(site.texts.agenda.heading)</h2>
            \(list.markup)
            </section>
            """
    }

    private func papers(_ contents: SessionContents) -> HTML {
        let rows = PaperList(site: site).rows(contents)
        guard state == .waiting, !rows.isEmpty else { return "" }
        return """
            <section class="block" aria-labelledby="papers-heading">
            <h2 id="papers-heading">\(site.texts.agenda.papers)</h2>
            \(rows)
            </section>
            """
    }

    private var below: HTML {
        guard let contents else { return "" }
        guard isLive else { return papers(contents) }
        let words = site.texts.states
        var action: HTML = ""
        if state != .live, contents.end > .zero {
            var word = words.soFar
            if case .pause = state { word = words.fromStart }
            action = """
                <p class="actions"><a class="button" href="\(site.link(contents.link(query: "t=0s")))">\
                \(Icon.play)<span>\(word)</span></a></p>

                """
        }
        return action + NowBlock(site: site, contents: contents).markup
    }
}
