import Agenda

/// Documents as links; one without an address is its name alone.
struct PaperList {
    var site: Site

    func markup(_ papers: [Paper], className: StaticString = "papers") -> HTML {
        guard !papers.isEmpty else { return "" }
        let rows = papers.map { paper -> HTML in "<li>\(entry(paper))</li>" }
        return "<ul class=\"\("\(className)")\">\(rows)</ul>"
    }

    /// Every public paper of a session, each with its item's number.
    func rows(_ contents: SessionContents) -> HTML {
        let items = contents.agenda.filter { contents.isPublic($0.id) && !$0.papers.isEmpty }
        guard !items.isEmpty else { return "" }
        let rows = items.flatMap { item in
            item.papers.map { paper -> HTML in
                """
                <li><span class="row"><span class="what">\(entry(paper))</span>\
                <span class="time">\(item.number.isEmpty ? "" : site.texts.agenda.item(item.number))\
                </span></span></li>

                """
            }
        }
        return "<ul class=\"rows\">\n\(rows)</ul>"
    }

    private func entry(_ paper: Paper) -> HTML {
        let words = [paper.reference, paper.title].filter { !$0.isEmpty }.joined(separator: ": ")
        guard let url = paper.url, Self.isWebAddress(url) else { return site.original(words) }
        return "<a href=\"\(url)\" rel=\"noopener\"\(site.original)>\(words)</a>"
    }

    /// Whatever an importer took over: only the web's own schemes become links, never `javascript:`.
    static func isWebAddress(_ url: String) -> Bool {
        let lowered = url.lowercased()
        return lowered.hasPrefix("https://") || lowered.hasPrefix("http://")
            || (lowered.hasPrefix("/") && !lowered.hasPrefix("//") && !lowered.hasPrefix("/\\"))
    }
}
