/// "Meinten Sie": a query whose unknown words are replaced by words of the texts near them.
struct Suggestion {
    /// So many words of the vocabulary that share most letter groups are compared.
    static let candidates = 40
    /// A query with more unknown words than that is none that somebody mistyped.
    static let mostWords = 4

    let index: SearchIndex

    /// Nil where every word is known, or one has no word near it.
    func suggestion(for query: String, parts: [SearchWords.Part]) throws -> String? {
        guard query.utf8.count <= SearchWords.longestInput else { return nil }
        var replaced = query
        var hasReplaced = false
        // From the back, so that the ranges of the words before stay true.
        let words = index.analyzer.words(in: query).reversed()
        let sought = Set(parts.flatMap(\.words).map(\.forms[0]))
        let unknown = try words.filter { word in
            try !word.hasDigits && sought.contains(word.forms[0])
                && index.vocabulary.documents(of: word.terms[0]) == 0
        }
        guard unknown.count <= Self.mostWords else { return nil }
        for word in unknown {
            guard let near = try nearest(to: word.forms[0]) else { return nil }
            let utf8 = replaced.utf8
            let start = utf8.index(utf8.startIndex, offsetBy: word.range.lowerBound)
            let end = utf8.index(utf8.startIndex, offsetBy: word.range.upperBound)
            replaced.replaceSubrange(start..<end, with: try written(near))
            hasReplaced = true
        }
        return hasReplaced ? replaced : nil
    }

    private func nearest(to word: String) throws -> Vocabulary.Entry? {
        let letters = Array(word.utf8)
        let most = letters.count < 6 ? 1 : 2
        var best: (distance: Int, entry: Vocabulary.Entry)?
        for entry in try index.vocabulary.words(resembling: word, limit: Self.candidates) {
            let distance = Self.distance(letters, Array(entry.word.utf8))
            guard distance > 0, distance <= most else { continue }
            if let best {
                let isNearer = distance < best.distance
                let isCommoner =
                    distance == best.distance && entry.documents > best.entry.documents
                guard isNearer || isCommoner else { continue }
            }
            best = (distance, entry)
        }
        return best?.entry
    }

    /// The word as it stands in the newest text that holds it: the vocabulary is folded.
    private func written(_ entry: Vocabulary.Entry) throws -> String {
        let text = try index.database.row(
            """
            SELECT text FROM sentence WHERE id IN (
                SELECT rowid FROM fts WHERE fts MATCH ? ORDER BY rowid DESC LIMIT 1)
            """, "text : \"\(entry.term)\""
        ) { $0.text(0) }
        guard let text else { return entry.word }
        let words = index.analyzer.words(in: text)
        let word =
            words.first { $0.forms.contains(entry.word) }
            ?? words.first { $0.terms.contains(entry.term) }
        guard let word else { return entry.word }
        let bytes = Array(text.utf8)[word.range]
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Levenshtein's, with two letters that changed places as one step.
    static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...b.count)
        for (i, left) in a.enumerated() {
            var row = [i + 1]
            for (j, right) in b.enumerated() {
                var steps = min(last[j + 1] + 1, row[j] + 1, last[j] + (left == right ? 0 : 1))
                if i > 0, j > 0, left == b[j - 1], a[i - 1] == right {
                    steps = min(steps, beforeLast[j - 1] + 1)
                }
                row.append(steps)
            }
            beforeLast = last
            last = row
        }
        return last[b.count]
    }
}
