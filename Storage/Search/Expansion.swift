/// Compounds and prefixes: the words of the vocabulary that hold a word of the query.
struct Expansion {
    /// So many of the commonest are looked for along with the word itself.
    static let mostWords = 64
    /// Of words with two parts many words have the first by chance ("Haus" in "Haushalt"): a
    /// shorter word is found only at the end of others ("Rathaus").
    static let shortestPart = 5
    static let shortestEnd = 4
    static let shortestPrefix = 2
    /// What a word that holds another is worth of it.
    static let share: Float = 0.5

    let vocabulary: Vocabulary

    /// The alternatives for a part of a query, the word itself first, and its rarity.
    func alternatives(
        for part: SearchWords.Part, of all: Int
    ) throws -> (alternatives: [MatchExpression.Alternative], rarity: Float) {
        switch part {
        case .word(let word, let isPrefix):
            return try alternatives(for: word, isPrefix: isPrefix, of: all)
        case .phrase(let words):
            var rarest = Float(0)
            for word in words {
                let documents = try vocabulary.documents(of: word.terms[0])
                rarest += MatchExpression.rarity(documents: documents, of: all)
            }
            let phrase = MatchExpression.Alternative(
                places: words.map { $0.terms.joined(separator: "|") })
            // The last word of a hyphenated one carries the whole as its last reading.
            let whole = words.last.flatMap { last in
                Self.joined(words).flatMap { form in
                    last.forms.firstIndex(of: form).map { last.terms[$0] }
                }
            }
            guard let whole, words.count > 1 else { return ([phrase], rarest) }
            return ([phrase, MatchExpression.Alternative(places: [whole])], rarest)
        }
    }

    private func alternatives(
        for word: AnalyzedWord, isPrefix: Bool, of all: Int
    ) throws -> (alternatives: [MatchExpression.Alternative], rarity: Float) {
        var terms: [String] = []
        var documents = 0
        for term in word.terms where !terms.contains(term) {
            terms.append(term)
            documents += try vocabulary.documents(of: term)
        }
        var alternatives = terms.map { MatchExpression.Alternative(places: [$0]) }
        if word.hasDigits {
            if isPrefix {
                alternatives.append(
                    MatchExpression.Alternative(
                        places: [word.terms[0]], isPrefix: true, share: Self.share))
            }
        } else {
            for entry in try expansions(of: word, isPrefix: isPrefix, besides: terms) {
                alternatives.append(
                    MatchExpression.Alternative(places: [entry.term], share: Self.share))
                documents += entry.documents
            }
        }
        return (alternatives, MatchExpression.rarity(documents: documents, of: all))
    }

    /// One entry a term, the commonest first.
    private func expansions(
        of word: AnalyzedWord, isPrefix: Bool, besides terms: [String]
    ) throws -> [Vocabulary.Entry] {
        var entries: [Vocabulary.Entry] = []
        // Several forms of one term are one word: look for more, so that 64 terms remain.
        let limit = Self.mostWords * 4
        var parts: [String] = []
        for part in word.forms + word.terms where !parts.contains(part) { parts.append(part) }
        for part in isPrefix ? word.forms : parts {
            if isPrefix {
                guard part.utf8.count >= Self.shortestPrefix else { continue }
                entries += try vocabulary.words(beginning: part, limit: limit)
            } else if part.utf8.count >= Self.shortestPart {
                entries += try vocabulary.words(containing: part, limit: limit)
            } else if part.utf8.count >= Self.shortestEnd {
                entries += try vocabulary.words(containing: part, limit: limit)
                    .filter { $0.word.hasSuffix(part) }
            }
        }
        entries.sort { ($0.documents, $1.word) > ($1.documents, $0.word) }
        var known = Set(terms)
        return Array(entries.filter { known.insert($0.term).inserted }.prefix(Self.mostWords))
    }

    private static func joined(_ words: [AnalyzedWord]) -> String? {
        words.contains(where: \.hasDigits) ? nil : words.map(\.forms[0]).joined()
    }
}
