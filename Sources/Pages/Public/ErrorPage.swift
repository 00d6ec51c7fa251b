/// What went wrong, in a sentence, and one way on.
public struct ErrorPage: Sendable {
    public var site: Site
    public var status: Int
    /// A sentence of its own in place of the usual text.
    public var reason: String?
    /// What the operators find in their log.
    public var reference: String?

    public init(site: Site, status: Int, reason: String? = nil, reference: String? = nil) {
        self.site = site
        self.status = status
        self.reason = reason
        self.reference = reference
    }

    public var html: HTML {
        let errors = site.texts.errors
        let words = errors.byStatus[status] ?? errors.other
        let isOurs = status >= 500
        let way: HTML =
            isOurs
            ? "<a class=\"button\" href=\"\(site.link("/"))\">\(errors.toHome)</a>"
            : "<a class=\"button\" href=\"\(site.link("/search"))\">\(errors.toSearch)</a>"
        let reference: HTML =
            reference.map { "\n<p class=\"faint\">\(errors.reference($0))</p>" } ?? ""
        return Frame(
            site: site, title: words.title, place: .other, name: "error", isHidden: true
        ).page(
            """
            <section class="empty">
            <h1>\(words.title)</h1>
            <p>\(reason ?? words.text)</p>
            <p>\(way)</p>\(reference)
            </section>
            """)
    }
}
