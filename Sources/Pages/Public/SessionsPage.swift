import Agenda

/// `/sessions`: what is planned and what was recorded, page by page.
public struct SessionsPage: Sendable {
    public var site: Site
    /// On the first page only.
    public var coming: [SessionContents]
    /// The latest first.
    public var past: [SessionContents]
    /// Addresses of the neighbouring pages.
    public var newer: String?
    public var older: String?

    public init(
        site: Site, coming: [SessionContents], past: [SessionContents], newer: String? = nil,
        older: String? = nil
    ) {
        self.site = site
        self.coming = coming
        self.past = past
        self.newer = newer
        self.older = older
    }

    public var html: HTML {
        let words = site.texts.home
        let next = list("coming", words.coming, coming) { $0.coming }
        let recordings: HTML =
            past.isEmpty
            ? "<p>\(words.noRecordings)</p>" : list("past", words.past, past) { $0.recording }
        let links = [(newer, words.newer), (older, words.older)].compactMap { link -> HTML? in
            link.0.map { "<a class=\"button\" href=\"\(site.link($0))\">\(link.1)</a> " }
        }
        let paging: HTML = links.isEmpty ? "" : "<p class=\"paging\">\(links)</p>"
        return Frame(site: site, title: words.allSessions, place: .sessions, name: "sessions").page(
            """
            <h1 class="page-title">\(words.allSessions)</h1>
            \(next)\(recordings)
            \(paging)
            """)
    }

    private func list(
        _ id: String, _ heading: String, _ sessions: [SessionContents],
        row: (SessionRow) -> HTML
    ) -> HTML {
        guard !sessions.isEmpty else { return "" }
        let rows = sessions.map { row(SessionRow(site: site, contents: $0)) }
        return """
            <section class="list" aria-labelledby="\(id)">
            <div class="section-line"><h2 id="\(id)">\(heading)</h2></div>
            <ul class="session-rows">
            \(rows)</ul>
            </section>

            """
    }
}
