public import Agenda

/// `/staff/`: the sessions that the office works on.
public struct StaffSessionsPage: Sendable {
    public var site: Site
    /// The one that is live first, then by date.
    public var sessions: [Session]
    public var csrf: String

    public init(site: Site, sessions: [Session], csrf: String) {
        self.site = site
        self.sessions = sessions
        self.csrf = csrf
    }

    public var html: HTML {
        let words = site.texts.office
        let time = site.calendar
        let rows = sessions.map { session -> HTML in
            let when: HTML =
                session.begin.map {
                    """
                    <strong>\(time.pastDay($0))</strong>\
                    <span>\(site.texts.dates.clock(time.time($0)))</span>
                    """
                } ?? ""
            let state = words.states[session.state.rawValue] ?? session.state.rawValue
            let badge: HTML =
                session.state == .live ? StateBadge.live.markup(site.texts) : "\(state)"
            return """
                <li><p class="when">\(when)</p>
                <div class="what"><h3\(site.original)>\(session.title)</h3>
                <p class="faint">\(badge)</p></div>
                <p class="more"><a href="\(site.link("/staff/sessions/\(session.id)"))">\
                \(words.openConsole)</a></p></li>

                """
        }
        let list: HTML =
            rows.isEmpty
            ? "<p>\(words.noSessions)</p>" : "<ul class=\"session-rows\">\n\(rows)</ul>"
        let signOut = StaffForm(
            site: site, path: "/staff/sign-out", csrf: csrf, action: "sign-out")
        return Frame(
            site: site, title: words.sessions, place: .other, name: "staff-sessions",
            isHidden: true
        ).page(
            """
            <h1 class="page-title">\(words.sessions)</h1>
            \(list)
            \(signOut.markup("<p><button type=\"submit\" class=\"button\">\(words.signOut)</button></p>"))
            """)
    }
}
