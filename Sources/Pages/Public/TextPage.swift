/// A page of words: help, accessibility, privacy, imprint.
public struct TextPage: Sendable {
    public enum Subject: String, Sendable, CaseIterable {
        case help, accessibility, privacy, imprint

        /// "/help"
        public var path: String { "/\(rawValue)" }
    }

    public var site: Site
    public var subject: Subject

    public init(site: Site, subject: Subject) {
        self.site = site
        self.subject = subject
    }

    public var html: HTML {
        let blocks = sections.map { section -> HTML in
            """
            <section>
            <h2>\(section.heading)</h2>
            \(section.paragraphs.map { "<p>\($0)</p>\n" as HTML })\(written)</section>

            """
        }
        return Frame(site: site, title: title, place: .other, name: "text").page(
            """
            <h1 class="page-title">\(title)</h1>
            \(blocks)
            """)
    }

    private var title: String {
        let words = site.texts.frame
        switch subject {
        case .help: return words.help
        case .accessibility: return words.accessibility
        case .privacy: return words.privacy
        case .imprint: return words.imprint
        }
    }

    private var sections: [Texts.Pages.Section] {
        let pages = site.texts.pages
        switch subject {
        case .help: return pages.help
        case .accessibility: return pages.accessibility
        case .privacy: return pages.privacy
        case .imprint:
            let missing = site.imprint.isEmpty ? [pages.imprintMissing] : []
            return [.init(heading: site.city, paragraphs: [pages.imprint(site.city)] + missing)]
        }
    }

    /// What the operator wrote.
    private var written: [HTML] {
        guard subject == .imprint else { return [] }
        return site.imprint.map { "<p\(site.original)>\($0)</p>\n" }
    }
}
