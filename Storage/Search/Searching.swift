import Agenda

extension SearchIndex {
    /// Beyond so many hits the total is a lower bound.
    static let mostByDate = 10_000
    static let mostByRelevance = 30_000
    /// So many of the best are compared by their texts as well.
    private static let compared = 200

    /// A row that matches, before its text is read.
    private struct Match {
        var id: Int64
        var relevance: Double
        var session: Int64 { SentenceID(rawValue: id).session }
    }

    func search(_ query: SearchQuery) throws -> SearchResult {
        try database.snapshot {
            var result = try find(query)
            guard result.total == 0, let suggestion = result.suggestion else { return result }
            // Two known words need not stand in one text.
            var meant = query
            meant.words = suggestion
            meant.limit = 0
            if try find(meant).total == 0 { result.suggestion = nil }
            return result
        }
    }

    private func find(_ query: SearchQuery) throws -> SearchResult {
        let words = SearchWords(query.words, analyzer: analyzer)
        let period = try SearchPeriod(from: query.from, to: query.to)
        guard var filters = try filters(of: query) else { return SearchResult() }
        if words.parts.isEmpty {
            // No words are no search, but a person's speeches or a body's sessions are.
            guard query.words.allSatisfy(\.isWhitespace) else { return SearchResult() }
            if query.person == nil, query.faction == nil {
                guard query.body != nil || query.from != nil || query.to != nil else {
                    return SearchResult()
                }
                filters.append(IndexedText.Kind.session.filter)
            }
        }
        let all = try vocabulary.documents()
        let expansion = Expansion(vocabulary: vocabulary)
        let parts = try words.parts.map { try expansion.alternatives(for: $0, of: all) }
        let narrowsToSpeeches = query.person != nil || query.faction != nil
        let expression = MatchExpression(
            parts: parts, filters: filters, needsText: !narrowsToSpeeches)
        let most = query.order == .date ? Self.mostByDate : Self.mostByRelevance
        var matches = try matches(expression, in: period, most: most)
        let isEstimate = matches.count > most
        if isEstimate { matches.removeLast() }
        guard !matches.isEmpty else {
            return SearchResult(
                suggestion: try Suggestion(index: self)
                    .suggestion(for: query.words, parts: words.parts))
        }
        sort(&matches, by: query.order)
        let terms = Set(
            parts.flatMap(\.alternatives).filter { $0.places.count == 1 }
                .flatMap { $0.places[0].split(separator: "|").map(String.init) })
        if query.order == .relevance { try compare(&matches, words: words, terms: terms) }
        let page = matches.dropFirst(max(query.offset, 0)).prefix(max(query.limit, 0))
        let hits = try page.compactMap {
            try hit($0.id, terms: terms, parts: words.parts)
        }
        return SearchResult(total: matches.count, isEstimate: isEstimate, hits: hits)
    }

    /// Nil where no text can pass: a body or faction of which there is none.
    private func filters(of query: SearchQuery) throws -> [String]? {
        var filters: [String] = []
        if let person = query.person { filters.append("p\(person)") }
        if let body = query.body {
            guard let number = try filterNumber("body", body) else { return nil }
            filters.append("b\(number)")
        }
        if let faction = query.faction {
            guard let number = try filterNumber("faction", faction) else { return nil }
            filters.append("c\(number)")
        }
        return filters
    }

    /// The newest matches, one more than `most` where there are more.
    private func matches(
        _ expression: MatchExpression, in period: SearchPeriod, most: Int
    ) throws -> [Match] {
        var matches: [Match] = []
        try database.query(
            """
            SELECT rowid, \(SearchExtension.rankFunction)(fts, ?) FROM fts
            WHERE fts MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC
            """, expression.weights.bytes, expression.text, period.rows.lowerBound,
            period.rows.upperBound
        ) { row in
            let match = Match(id: row.int64(0), relevance: row.double(1))
            if match.relevance > 0 { matches.append(match) }
            return matches.count <= most
        }
        return matches
    }

    /// By relevance and then the newer; or by date and within a session by relevance. Of equals
    /// the one that the session holds first.
    private func sort(_ matches: inout [Match], by order: SearchQuery.Order) {
        matches.sort { a, b in
            switch order {
            case .relevance where a.relevance != b.relevance: a.relevance > b.relevance
            case .date where a.session == b.session && a.relevance != b.relevance:
                a.relevance > b.relevance
            default: a.session == b.session ? a.id < b.id : a.id > b.id
            }
        }
    }

    /// Ranks the best once more: a word as it was typed before its other forms, and a short text
    /// that is about the words before a long one that mentions them.
    private func compare(
        _ matches: inout [Match], words: SearchWords, terms: Set<String>
    ) throws {
        let forms = words.parts.flatMap(\.words).map { Set($0.forms) }
        guard !forms.isEmpty else { return }
        var best = Array(matches.prefix(Self.compared))
        for index in best.indices {
            let text = try database.row(
                "SELECT text FROM sentence WHERE id = ?", best[index].id
            ) { $0.text(0) }
            guard let text else { continue }
            let found = analyzer.words(in: text)
            let asTyped = forms.count { form in
                found.contains { !form.isDisjoint(with: $0.forms) }
            }
            let matching = found.count { !terms.isDisjoint(with: $0.terms) }
            best[index].relevance *=
                1 + 0.2 * Double(asTyped) / Double(forms.count)
                + 0.2 * Double(matching) / Double(max(found.count, 1))
        }
        sort(&best, by: .relevance)
        matches.replaceSubrange(0..<best.count, with: best)
    }

    private func stored(_ id: Int64) throws -> StoredText? {
        try database.row(
            """
            SELECT id, kind, item, speech, person, mediaTime, text, context, f FROM sentence
            WHERE id = ?
            """, id, read: StoredText.init)
    }

    private func hit(
        _ id: Int64, terms: Set<String>, parts: [SearchWords.Part]
    ) throws -> SearchHit? {
        let name = try database.row(
            "SELECT id FROM session WHERE number = ?", SentenceID(rawValue: id).session
        ) { $0.text(0) }
        guard let text = try stored(id), let session = name.flatMap(SessionID.init(rawValue:))
        else { return nil }
        let snippet = Snippet(
            text.text, words: analyzer.words(in: text.text), matching: terms, parts: parts)
        return SearchHit(
            kind: text.kind, session: session, item: text.item, speech: text.speech,
            person: text.person, mediaTime: text.mediaTime, text: text.text, snippet: snippet.runs)
    }
}
