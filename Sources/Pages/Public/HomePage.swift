import Agenda
public import Foundation

/// `/`: what is live, what comes next, what was recorded last.
public struct HomePage: Sendable {
    /// A live session and how its room stands.
    public struct Live: Sendable {
        public var contents: SessionContents
        public var isGateClosed: Bool
        /// An address of a still picture of our own; nil where there is none.
        public var picture: String?

        public init(contents: SessionContents, isGateClosed: Bool = false, picture: String? = nil) {
            self.contents = contents
            self.isGateClosed = isGateClosed
            self.picture = picture
        }
    }

    public var site: Site
    public var live: [Live]
    /// Planned sessions, the next one first.
    public var coming: [SessionContents]
    /// Sessions with a recording, the latest first.
    public var latest: [SessionContents]
    public var extent: ArchiveExtent
    public var now: Date

    public init(
        site: Site, live: [Live], coming: [SessionContents], latest: [SessionContents],
        extent: ArchiveExtent, now: Date
    ) {
        self.site = site
        self.live = live
        self.coming = coming
        self.latest = latest
        self.extent = extent
        self.now = now
    }

    public var html: HTML {
        let words = site.texts.home
        let top = live.isEmpty ? quiet : HTML(joining: live.map(block))
        let rest = live.isEmpty ? Array(coming.dropFirst()) : coming
        let next: HTML =
            rest.isEmpty
            ? ""
            : section(
                "next", live.isEmpty ? words.after : words.next,
                rest.map {
                    SessionRow(site: site, contents: $0).coming
                })
        // The quiet page shows the last one at its top.
        let earlier = live.isEmpty ? Array(latest.dropFirst()) : latest
        let recordings: HTML =
            earlier.isEmpty
            ? ""
            : section(
                "latest", words.latest,
                earlier.map { SessionRow(site: site, contents: $0).recording },
                more: ("/sessions", words.allRecordings))
        return Frame(
            site: site, title: "", place: .live, name: "home", refreshesAfter: 60
        ).page(
            """
            \(top)
            \(SearchBox(site: site, extent: extent).markup)
            \(next)\(recordings)
            """)
    }

    private func section(
        _ id: String, _ heading: String, _ rows: [HTML],
        more: (path: String, word: String)? = nil
    ) -> HTML {
        let link: HTML = more.map { "<a href=\"\(site.link($0.path))\">\($0.word)</a>" } ?? ""
        return """
            <section class="list" aria-labelledby="\(id)">
            <div class="section-line"><h2 id="\(id)">\(heading)</h2>\(link)</div>
            <ul class="session-rows">
            \(rows)</ul>
            </section>

            """
    }

    private func block(_ live: Live) -> HTML {
        let words = site.texts.home
        let contents = live.contents
        let session = contents.session
        let path = site.link(session.room.map { "/live/\($0)" } ?? contents.link())
        let isBreak = contents.timeline.isBreakAtEnd
        let badge: StateBadge = live.isGateClosed ? .closed : isBreak ? .pause : .live
        let began = contents.clock.stretches.first?.wallStart ?? session.begin
        let since = [began.map { words.since(site.calendar.time($0)) }, contents.roomName]
            .compactMap { $0 }.joined(separator: ", ")
        let leaf = contents.leaves(of: contents.openNow).first { contents.isPublic($0) }
        var current: HTML = ""
        if live.isGateClosed {
            current = "<p>\(site.texts.states.nonPublicText)</p>"
        } else if isBreak {
            current = "<p>\(site.texts.states.pauseText)</p>"
        } else if let item = contents.item(leaf) {
            var speaker: HTML = ""
            if let speech = contents.publicSpeeches.last, speech.end == nil {
                let place = contents.place(of: speech, site.texts)
                speaker = """

                    <p class="speaker">\(words.speaks) <strong>\(contents.name(of: speech))</strong>\
                    \(place.map { ", \($0)" } ?? "")</p>
                    """
            }
            current = """
                <p class="faint">\(words.now(item.number))</p>
                <p class="current"\(site.original)>\(item.title)</p>\(speaker)
                """
        }
        let edge = contents.clock.wall(at: contents.end)
        let times: HTML =
            began.map {
                """
                <p class="strip-times"><span>\(site.calendar.time($0))</span><span>\
                \(edge.map { words.untilNow(site.calendar.time($0)) } ?? "")</span></p>
                """
            } ?? ""
        return """
            <section class="hero" aria-labelledby="live-\(session.id.rawValue)">
            <div class="hero-picture"><a href="\(path)" tabindex="-1" aria-hidden="true">\
            \(picture(live.picture))</a>
            \(contents.end > .zero ? Strip(contents).bar(played: contents.end) : "")
            \(times)</div>
            <div class="hero-words">\(badge.markup(site.texts))
            <h1 id="live-\(session.id.rawValue)">\(words.meets(session.body.name))</h1>
            <p class="since">\(since)</p>
            <div class="hero-now">\(current)</div>
            <p class="hero-action"><a class="button main" href="\(path)">\(Icon.play)\
            <span>\(words.watch)</span></a></p></div>
            </section>

            """
    }

    /// The still, or a box of the same size with the crest: nothing jumps when there is one.
    private func picture(_ address: String?) -> HTML {
        if let address {
            return "<img class=\"still\" src=\"\(address)\" alt=\"\" width=\"840\" height=\"473\">"
        }
        return "<span class=\"still empty\">\(Icon.crest)\(Icon.play)</span>"
    }

    private var quiet: HTML {
        let words = site.texts.home
        var head: HTML = """
            <h1>\(words.noSession)</h1>
            <p class="since">\(words.noSessionMore)</p>
            """
        if let next = coming.first, let begin = next.session.begin {
            let time = site.calendar
            let count = next.agenda.filter { next.isPublic($0.id) }.count
            let place: HTML = next.roomName.map { "<p class=\"since\">\($0)</p>" } ?? ""
            let room = site.link(next.session.room.map { "/live/\($0)" } ?? next.link())
            head = """
                <p class="badge badge-planned">\(Icon.soon)<span>\(words.nextSession)</span></p>
                <h1>\(time.dayWithoutYear(begin)), \(site.texts.dates.clock(time.time(begin)))</h1>
                <p class="current"\(site.original)>\(next.session.title)</p>
                \(place)
                <p class="hero-action"><a class="button main" href="\(room)">\
                \(count == 0 ? words.noAgenda : words.agendaPoints(count))</a></p>
                """
        }
        var last: HTML = ""
        if let recording = latest.first {
            let day = recording.session.begin.map { site.calendar.plainDay($0) + ", " } ?? ""
            last = """
                <div class="hero-picture"><a class="last" href="\(site.link(recording.link()))">\
                \(picture(nil))
                \(recording.end > .zero ? Strip(recording).bar() : "")
                <span class="last-line">\(Icon.play)<span><strong>\
                \(words.lastOne(site.original(recording.session.title)))</strong> \
                \(day)\(site.calendar.duration(recording.end))</span></span></a></div>
                """
        }
        return """
            <section class="hero quiet">
            <div class="hero-words">
            \(head)
            </div>
            \(last)
            </section>

            """
    }
}
