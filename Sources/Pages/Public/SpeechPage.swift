public import Agenda

/// `/sessions/ID/speeches/N`: one speech as a clip.
public struct SpeechPage: Sendable {
    public var site: Site
    public var contents: SessionContents
    /// One that belongs to no item, or to a public one; any other has no page (404).
    public var speech: Timeline.Speech

    public init(site: Site, contents: SessionContents, speech: Timeline.Speech) {
        self.site = site
        self.contents = contents
        self.speech = speech
    }

    public var html: HTML {
        let item = contents.item(speech.item)
        precondition(
            item.map { contents.isPublic($0.id) } ?? true,
            "a speech on an item that is not public has no page")
        let words = site.texts.item
        let name = contents.name(of: speech)
        let clip = MediaInterval(start: speech.start, end: speech.end)
        var player = Player(
            site: site, state: contents.isLive ? .live : .ended, session: contents, clip: clip)
        player.clipPath = contents.link("/speeches/\(speech.id)/index.m3u8")
        player.strip = Strip(clip: clip, upTo: contents.end, speeches: [])
        let session = contents.session
        let date = session.begin.map { ", " + site.calendar.plainDay($0) } ?? ""
        let kind = [
            contents.place(of: speech, site.texts),
            speech.onBehalfOf.map(site.texts.agenda.onBehalfOf),
        ].compactMap { $0 }.joined(separator: ", ")
        let subject: HTML =
            item.map {
                """
                <p class="kind"><a href="\(site.link(contents.link("/items/\($0.id)")))">\
                \(words.speechOn(site.original($0.title)))</a></p>
                """
            } ?? ""
        let whole = site.link(
            contents.link(query: "t=\(site.calendar.parameter(speech.start))"))
        let actions = ClipActions(
            inSession: whole, download: contents.link("/speeches/\(speech.id).mp4"))
        return Frame(
            site: site, title: words.speechOf(name), place: .sessions, name: "item",
            scripts: ["player.js"], isHidden: session.visibility != .public
        ).page(
            """
            <div class="item-title">
            <p><a href="\(site.link(contents.link()))">\(site.original(session.title))\(date)</a></p>
            <p class="kind">\(kind)</p>
            <h1>\(name)</h1>
            \(subject)
            </div>
            <div class="columns">
            <div class="left">
            \(player.markup)
            \(actions.markup(words))
            </div>
            </div>
            """)
    }
}
