/// Head, header and footer around a page's content.
struct Frame {
    enum Place: String {
        case live, sessions, search, other
    }

    var site: Site
    var title: String
    var place: Place
    /// What `<body>` is called in the style sheet.
    var name: String
    /// The scripts that the page runs.
    var scripts: [String] = []
    var refreshesAfter: Int? = nil
    /// Whether search engines keep out.
    var isHidden = false

    func page(_ content: HTML) -> HTML {
        let texts = site.texts
        return """
            \(head)
            <body class="page-\(name)">
            <a class="skip" href="#content">\(texts.frame.skip)</a>
            \(Self.patterns)
            <header class="site"><div class="inner">
            <a class="brand" href="\(site.link("/"))">\(Icon.crest)<span><strong>\(site.name)</strong>\
            <span>\(site.city)</span></span></a>
            <nav aria-label="\(texts.frame.navigation)"><ul>
            \(entry(.live, "/", texts.frame.live))
            \(entry(.sessions, "/sessions", texts.frame.sessions))
            \(entry(.search, "/search", texts.frame.search))
            </ul></nav>
            \(otherLanguage("language"))
            </div></header>
            <main id="content" tabindex="-1">
            \(content)
            </main>
            <footer class="site"><nav class="inner" aria-label="\(texts.frame.footer)"><ul>
            <li><a href="\(site.link("/accessibility"))">\(texts.frame.accessibility)</a></li>
            <li><a href="\(site.link("/privacy"))">\(texts.frame.privacy)</a></li>
            <li><a href="\(site.link("/imprint"))">\(texts.frame.imprint)</a></li>
            <li><a href="\(site.link("/help"))">\(texts.frame.help)</a></li>
            <li>\(otherLanguage("language"))</li>
            </ul></nav></footer>
            \(tail(saying: texts.scripts))
            """
    }

    /// Without header and footer, for the office's console.
    func bare(_ content: HTML) -> HTML {
        let words = site.texts.scripts.merging(site.texts.officeScripts) { word, _ in word }
        return """
            \(head)
            <body class="page-\(name)">
            <a class="skip" href="#content">\(site.texts.frame.skip)</a>
            \(Self.patterns)
            \(content)
            \(tail(saying: words))
            """
    }

    private var head: HTML {
        let refresh: HTML =
            refreshesAfter.map {
                "\n<noscript><meta http-equiv=\"refresh\" content=\"\($0)\"></noscript>"
            } ?? ""
        let robots: HTML = isHidden ? "\n<meta name=\"robots\" content=\"noindex\">" : ""
        return """
            <!DOCTYPE html>
            <html lang="\(site.language.rawValue)">
            <head>
            <meta charset="utf-8">
            <title>\(title.isEmpty ? site.name : "\(title) – \(site.name)")</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">\(robots)\(refresh)
            <link rel="icon" href="\(StaticFile.path("crest.svg"))" type="image/svg+xml">
            <link rel="stylesheet" href="\(StaticFile.path("style.css"))">\(alternates)
            </head>
            """
    }

    private func tail(saying words: [String: String]) -> HTML {
        guard !scripts.isEmpty else { return "</body>\n</html>\n" }
        let tags = scripts.map { script -> HTML in
            "<script type=\"module\" src=\"\(StaticFile.path(script))\"></script>\n"
        }
        return """
            <script type="application/json" id="texts">\(json: words)</script>
            \(tags)</body>
            </html>

            """
    }

    /// The hatch that every strip of the page refers to.
    private static let patterns: HTML = """
        <svg class="patterns" width="0" height="0" aria-hidden="true"><defs><pattern id="hatch" \
        width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
        <rect class="hatch-paper" width="8" height="8"/><rect class="hatch-ink" width="3" \
        height="8"/></pattern></defs></svg>
        """

    private func entry(_ entry: Place, _ path: String, _ word: String) -> HTML {
        let current: HTML = entry == place ? " aria-current=\"page\"" : ""
        return "<li><a href=\"\(site.link(path))\"\(current)>\(word)</a></li>"
    }

    /// For search engines, which show each reader the page in a language of theirs.
    private var alternates: HTML {
        guard let address = site.address, !isHidden else { return "" }
        let links = Language.allCases.map { ($0.rawValue, $0) } + [("x-default", nil)]
        return HTML(
            joining: links.map { name, language in
                """

                <link rel="alternate" hreflang="\(name)" href="\(address.whole(in: language))">
                """
            })
    }

    /// A link to the page in the other language.
    func otherLanguage(_ className: String) -> HTML {
        guard let address = site.address,
            let other = Language.allCases.first(where: { $0 != site.language })
        else { return "" }
        return """
            <a class="\(className)" href="\(address.path(in: other))" lang="\(other.rawValue)" \
            hreflang="\(other.rawValue)">\(other.texts.frame.inLanguage)</a>
            """
    }
}
