/// The part of a text that shows its matches.
struct Snippet {
    /// In characters; a longer text is cut around its first match.
    static let longest = 240
    static let lead = 60

    var runs: [SearchHit.Run]

    init(
        _ text: String, words: [AnalyzedWord], matching terms: Set<String>,
        parts: [SearchWords.Part]
    ) {
        var matches = words.filter { !terms.isDisjoint(with: $0.terms) }.map(\.range)
        for case .phrase(let phrase) in parts {
            matches += Self.places(of: phrase, in: words)
        }
        matches.sort { $0.lowerBound < $1.lowerBound }
        runs = Self.runs(text, Self.merged(matches, in: text))
    }

    private static func places(of phrase: [AnalyzedWord], in words: [AnalyzedWord]) -> [Range<Int>]
    {
        guard !phrase.isEmpty, words.count >= phrase.count else { return [] }
        return (0...(words.count - phrase.count)).compactMap { start in
            let place = words[start..<start + phrase.count]
            let isMatch = zip(place, phrase).allSatisfy { word, sought in
                !Set(word.terms).isDisjoint(with: sought.terms)
            }
            guard isMatch, let first = place.first, let last = place.last else { return nil }
            return first.range.lowerBound..<last.range.upperBound
        }
    }

    /// Overlapping matches as one.
    private static func merged(_ matches: [Range<Int>], in text: String) -> [Range<Int>] {
        var merged: [Range<Int>] = []
        for match in matches {
            if let last = merged.last, match.lowerBound <= last.upperBound {
                merged[merged.count - 1] =
                    last.lowerBound..<max(last.upperBound, match.upperBound)
            } else {
                merged.append(match)
            }
        }
        return merged
    }

    private static func runs(_ text: String, _ matches: [Range<Int>]) -> [SearchHit.Run] {
        let utf8 = text.utf8
        func index(_ offset: Int) -> String.Index { utf8.index(utf8.startIndex, offsetBy: offset) }
        let window = window(of: text, around: matches.first.map { index($0.lowerBound) })
        var runs: [SearchHit.Run] = []
        func append(_ range: Range<String.Index>, isMatch: Bool) {
            let range = range.clamped(to: window)
            guard !range.isEmpty else { return }
            runs.append(SearchHit.Run(String(text[range]), isMatch: isMatch))
        }
        var position = text.startIndex
        for match in matches {
            let range = index(match.lowerBound)..<index(match.upperBound)
            append(position..<range.lowerBound, isMatch: false)
            append(range, isMatch: true)
            position = range.upperBound
        }
        append(position..<text.endIndex, isMatch: false)
        if window.lowerBound > text.startIndex {
            runs.insert(SearchHit.Run("… ", isMatch: false), at: 0)
        }
        if window.upperBound < text.endIndex { runs.append(SearchHit.Run(" …", isMatch: false)) }
        return runs
    }

    /// Cut at blanks where there are some near.
    private static func window(
        of text: String, around match: String.Index?
    ) -> Range<String.Index> {
        guard text.count > longest else { return text.startIndex..<text.endIndex }
        var start = text.startIndex
        if let match,
            let lead = text.index(match, offsetBy: -lead, limitedBy: text.startIndex)
        {
            start = text[lead..<match].firstIndex(of: " ").map(text.index(after:)) ?? lead
        }
        guard let limit = text.index(start, offsetBy: longest, limitedBy: text.endIndex) else {
            return start..<text.endIndex
        }
        let middle = text.index(start, offsetBy: longest / 2)
        return start..<(text[middle..<limit].lastIndex(of: " ") ?? limit)
    }
}
