import Agenda

/// A session as a row of a list: when, what, and its strip or its agenda.
struct SessionRow {
    var site: Site
    var contents: SessionContents

    /// One that is still to come.
    var coming: HTML {
        let words = site.texts.home
        let session = contents.session
        let time = site.calendar
        let count = contents.agenda.filter { contents.isPublic($0.id) }.count
        let agenda: HTML =
            session.state == .cancelled
            ? "<span class=\"faint\">\(words.cancelled)</span>"
            : count == 0
                ? "<span class=\"faint\">\(words.noAgenda)</span>"
                : "<a href=\"\(site.link(contents.link()))\">\(words.agendaPoints(count))</a>"
        let place: HTML = contents.roomName.map { "\n<p class=\"faint\">\($0)</p>" } ?? ""
        let begins: HTML =
            session.begin.map {
                "<strong>\(time.comingDay($0))</strong><span>\(site.texts.dates.clock(time.time($0)))</span>"
            } ?? ""
        return """
            <li><p class="when">\(begins)</p>
            <div class="what"><h3\(site.original)>\(session.title)</h3>\(place)</div>
            <p class="more">\(agenda)</p></li>

            """
    }

    /// One that can be watched.
    var recording: HTML {
        let session = contents.session
        let time = site.calendar
        let begins: HTML =
            session.begin.map {
                "<strong>\(time.pastDay($0))</strong>"
            } ?? ""
        let length: HTML =
            contents.isLive
            ? "<span class=\"faint\">\(site.texts.home.liveNow)</span>"
            : contents.end > .zero
                ? "<span class=\"faint\">\(time.duration(contents.end))</span>" : ""
        let about = topics.joined(separator: ", ")
        let topics: HTML = about.isEmpty ? "" : "\n<p class=\"faint\"\(site.original)>\(about)</p>"
        let strip = contents.end > .zero ? Strip(contents, pointShare: 0.04).bar() : ""
        return """
            <li><a class="whole" href="\(site.link(contents.link()))"><p class="when">\(begins)\(length)</p>
            <div class="what"><h3\(site.original)>\(session.title)</h3>\(topics)</div>
            <div class="more">\(strip)</div></a></li>

            """
    }

    /// The three items that were debated longest, in agenda order.
    private var topics: [String] {
        let leaves = contents.agenda.filter { item in
            contents.isPublic(item.id) && item.parent == nil
                && !contents.ranges(of: item.id).isEmpty
        }
        let longest = Set(
            leaves.map { ($0.id, length(of: $0.id)) }.sorted { $0.1 > $1.1 }.prefix(3).map(\.0))
        return leaves.filter { longest.contains($0.id) }.map(\.title)
    }

    private func length(of id: Int64) -> MediaTime {
        contents.ranges(of: id).reduce(.zero) { $0 + ($1.end ?? contents.end) - $1.start }
    }
}
