public import Agenda

/// `/search`: the archive's hits, and how to narrow them.
public struct SearchPage: Sendable {
    /// What a search found.
    public struct Answer: Sendable {
        public var hits: [SearchHit]
        public var total: Int
        public var isEstimate: Bool
        /// Set where relevance was counted over the newest so many hits.
        public var rankedOver: Int?
        /// The cursor of the next page.
        public var next: String?
        /// How many hits stand on the pages up to and including this one.
        public var shown: Int
        /// A word that would find something, and how often.
        public var suggestion: (words: String, hits: Int)?

        public init(
            hits: [SearchHit], total: Int, isEstimate: Bool = false, rankedOver: Int? = nil,
            next: String? = nil, shown: Int? = nil, suggestion: (words: String, hits: Int)? = nil
        ) {
            self.hits = hits
            self.total = total
            self.isEstimate = isEstimate
            self.rankedOver = rankedOver
            self.next = next
            self.shown = shown ?? hits.count
            self.suggestion = suggestion
        }
    }

    public var site: Site
    public var query: SearchQuery
    /// Nil before anything is asked.
    public var answer: Answer?
    public var bodies: [Body]
    public var persons: [Person]
    public var extent: ArchiveExtent
    /// A sentence where the search was not understood or took too long.
    public var problem: String?

    public init(
        site: Site, query: SearchQuery, answer: Answer?, bodies: [Body], persons: [Person],
        extent: ArchiveExtent, problem: String? = nil
    ) {
        self.site = site
        self.query = query
        self.answer = answer
        self.bodies = bodies
        self.persons = persons
        self.extent = extent
        self.problem = problem
    }

    public var html: HTML {
        let words = site.texts.search
        let title = query.words.isEmpty ? site.texts.frame.search : query.words
        let order: HTML =
            query.order == .date ? "\n<input type=\"hidden\" name=\"order\" value=\"date\">" : ""
        return Frame(
            site: site, title: title, place: .search, name: "search",
            isHidden: !query.words.isEmpty
        ).page(
            """
            <h1 class="visually-hidden">\(site.texts.frame.search)</h1>
            <form class="search-form" role="search" action="/search" method="get">\(order)\(site.languageField)
            <div class="search-box">\(SearchBox(site: site, extent: extent, query: query.words, isPlain: true).markup)</div>
            <div class="search-columns">
            <input type="checkbox" id="facets-open" class="facet-toggle visually-hidden">\
            <label for="facets-open" class="button">\(words.filters(filterCount))</label>
            <div class="facets">
            \(facets)
            </div>
            <div class="hits">
            \(results)
            </div>
            </div>
            </form>
            """)
    }

    private var filterCount: Int {
        (query.body == nil ? 0 : 1) + (query.person == nil ? 0 : 1)
            + (query.from == nil && query.to == nil ? 0 : 1)
    }

    private var facets: HTML {
        let words = site.texts.search
        let bodies = self.bodies.map { body -> HTML in
            let id = "body-\(body.id)"
            return """
                <p class="choice"><input type="radio" id="\(id)" name="body" value="\(body.id)"\
                \(flag: "checked", body.id == query.body)><label for="\(id)">\(body.name)</label></p>

                """
        }
        let all: HTML = """
            <p class="choice"><input type="radio" id="body-all" name="body" value=""\
            \(flag: "checked", query.body == nil)><label for="body-all">\(words.allBodies)</label></p>

            """
        let people = persons.map { person -> HTML in
            """
            <option value="\(person.id)"\(flag: "selected", person.id == query.person)>\
            \(person.name)</option>
            """
        }
        return """
            <fieldset><legend>\(words.time)</legend><div class="from-to">
            <p><label for="from">\(words.from)</label><input type="date" id="from" name="from" \
            value="\(query.from ?? "")"></p>
            <p><label for="to">\(words.to)</label><input type="date" id="to" name="to" \
            value="\(query.to ?? "")"></p></div></fieldset>
            <fieldset><legend>\(words.body)</legend>
            \(all)\(bodies)</fieldset>
            <p class="field"><label for="person">\(words.person)</label><select id="person" \
            name="person"><option value="">\(words.allPersons)</option>\(people)</select></p>
            <p class="facet-actions"><button type="submit" class="button">\(words.apply)</button></p>
            """
    }

    private var results: HTML {
        let words = site.texts.search
        if let problem { return "<p class=\"problem\">\(problem)</p>" }
        guard let answer else { return "<p class=\"hint\">\(words.start)</p>" }
        guard !answer.hits.isEmpty else { return nothing(answer) }
        let note: HTML =
            answer.rankedOver.map { "<p class=\"faint\">\(words.orderNote($0))</p>\n" } ?? ""
        return """
            <div class="section-line"><h2>\(words.hits(answer.total, answer.isEstimate))</h2>\
            \(orders)</div>
            \(chips)\(note)<ol class="hit-list">
            \(answer.hits.map(hit))</ol>
            \(paging(answer))
            """
    }

    private var orders: HTML {
        let words = site.texts.search
        let links = [(SearchQuery.Order.relevance, words.bestFirst), (.date, words.newestFirst)]
            .map { order, word -> HTML in
                var other = query
                other.order = order
                other.after = nil
                let current: HTML = order == query.order ? " aria-current=\"true\"" : ""
                return "<li><a href=\"\(site.link(other.path))\"\(current)>\(word)</a></li>"
            }
        return "<nav class=\"orders\" aria-label=\"\(words.order)\"><ul>\(links)</ul></nav>"
    }

    /// The filters that are set, each a link that takes it away.
    private var chips: HTML {
        let words = site.texts.search
        var chips: [(String, SearchQuery)] = []
        var without = query
        without.after = nil
        if let id = query.body {
            var other = without
            other.body = nil
            chips.append((bodies.first { $0.id == id }?.name ?? id, other))
        }
        if let id = query.person {
            var other = without
            other.person = nil
            chips.append((persons.first { $0.id == id }?.name ?? String(id), other))
        }
        if query.from != nil || query.to != nil {
            var other = without
            other.from = nil
            other.to = nil
            let range = [
                query.from.map { "\(words.from) \(site.calendar.plainDay(written: $0))" },
                query.to.map { "\(words.to) \(site.calendar.plainDay(written: $0))" },
            ].compactMap { $0 }.joined(separator: " ")
            chips.append((range, other))
        }
        guard !chips.isEmpty else { return "" }
        let links = chips.map { chip -> HTML in
            """
            <li><a class="chip" href="\(site.link(chip.1.path))" aria-label="\(words.remove(chip.0))">\
            <span>\(chip.0)</span>\(Icon.close)</a></li>
            """
        }
        return "<ul class=\"chips\">\(links)</ul>\n"
    }

    private func hit(_ hit: SearchHit) -> HTML {
        let words = site.texts.search
        let contents = hit.contents
        let session = hit.session
        let base = "/sessions/\(session.id)"
        let time = hit.mediaTime
        let path = site.link(time.map { "\(base)?t=\(site.calendar.parameter($0))" } ?? base)
        let about: [HTML?] = [
            site.original(session.title), session.begin.map { "\(site.calendar.plainDay($0))" },
            hit.number.flatMap { $0.isEmpty ? nil : "\(site.texts.agenda.item($0))" },
            hit.result.map { site.original($0) },
        ]
        let snippet: HTML =
            hit.snippet.isEmpty
            ? "" : "\n<p class=\"snippet\"\(site.original)>\(hit.snippet.markup)</p>"
        let strip: HTML =
            contents.flatMap { $0.end > .zero ? Strip($0, pointShare: 0.04).bar(mark: time) : nil }
            ?? ""
        let button: HTML =
            time.map {
                "\(Icon.play)<span>\(words.playFrom(site.calendar.position($0)))</span>"
            } ?? "<span>\(words.open)</span>"
        return """
            <li><p class="kind">\(words.kinds[hit.kind] ?? "")</p>
            <h3><a href="\(path)"\(site.original)>\(hit.title.markup)</a></h3>
            <p class="about">\(HTML(joining: about.compactMap { $0 }, by: ", "))</p>\(snippet)
            <div class="play-line"><a class="button" href="\(path)">\(button)</a>\(strip)</div></li>

            """
    }

    private func paging(_ answer: Answer) -> HTML {
        let words = site.texts.search
        guard let next = answer.next else { return "" }
        var more = query
        more.after = next
        return """
            <p class="paging"><a class="button" href="\(site.link(more.path))" rel="next">\
            \(words.more(max(1, answer.total - answer.shown)))</a></p>
            """
    }

    private func nothing(_ answer: Answer) -> HTML {
        let words = site.texts.search
        var lines: [HTML] = []
        if let suggestion = answer.suggestion {
            var other = query
            other.words = suggestion.words
            other.after = nil
            let link: HTML =
                "<a href=\"\(site.link(other.path))\"\(site.original)>\(suggestion.words)</a>"
            lines.append(
                "<p>\(words.didYouMean(link)) \(words.suggestionHits(suggestion.hits))</p>\n")
        } else if !query.hasFilters {
            lines.append("<p>\(words.otherWords)</p>\n")
        }
        if query.hasFilters {
            let everywhere = SearchQuery(words: query.words, order: query.order)
            lines.append(
                """
                <p>\(words.onlyFiltered)</p>
                <p><a class="button" href="\(site.link(everywhere.path))">\(words.everywhere)</a></p>

                """)
        }
        return """
            \(chips)<section class="empty"><h2>\(words.nothing(query.words))</h2>
            \(lines)</section>
            """
    }
}
