public import Agenda

/// `/staff/sessions/ID/open` and `…/start`: the second step on a page of its own, for browsers that
/// run no scripts.
public struct StaffConfirmationPage: Sendable {
    /// What is confirmed, as its path says it.
    public enum Step: String, Sendable {
        /// Opening the gate.
        case open
        /// Going on with a session that has ended.
        case start
    }

    public var site: Site
    public var session: Session
    public var step: Step
    public var csrf: String

    public init(site: Site, session: Session, step: Step, csrf: String) {
        self.site = site
        self.session = session
        self.step = step
        self.csrf = csrf
    }

    public var html: HTML {
        let confirmation = StaffConfirmation(
            step: step, site: site, session: session.id, csrf: csrf)
        let back = site.link("/staff/sessions/\(session.id)")
        return Frame(
            site: site, title: confirmation.title, place: .other, name: "confirmation",
            isHidden: true
        ).page(
            """
            <h1 class="page-title">\(confirmation.title)</h1>
            <p\(site.original)>\(session.title)</p>
            <p>\(confirmation.text)</p>
            \(confirmation.second)
            <p><a href="\(back)">\(site.texts.office.cancel)</a></p>
            """)
    }
}
