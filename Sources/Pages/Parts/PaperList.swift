import Agenda

/// Documents as links; one without an address is its name alone.
enum PaperList {
    static func markup(_ papers: [Paper], className: StaticString = "papers") -> HTML {
        guard !papers.isEmpty else { return "" }
        let rows = papers.map { paper -> HTML in "<li>\(entry(paper))</li>" }
        return "<ul class=\"\("\(className)")\">\(rows)</ul>"
    }

    static func entry(_ paper: Paper) -> HTML {
        let words = [paper.reference, paper.title].filter { !$0.isEmpty }.joined(separator: ": ")
        guard let url = paper.url, isWebAddress(url) else { return "\(words)" }
        return "<a href=\"\(url)\" rel=\"noopener\">\(words)</a>"
    }

    /// Whatever an importer took over: only the web's own schemes become links, never `javascript:`.
    static func isWebAddress(_ url: String) -> Bool {
        let lowered = url.lowercased()
        return lowered.hasPrefix("https://") || lowered.hasPrefix("http://")
            || (lowered.hasPrefix("/") && !lowered.hasPrefix("//") && !lowered.hasPrefix("/\\"))
    }
}
