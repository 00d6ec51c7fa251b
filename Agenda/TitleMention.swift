/// A place in a title where a word stands that closes.
struct TitleMention {
    enum Kind {
        /// "nichtöffentlich", "Ausschluss der Öffentlichkeit": says so wherever it stands.
        case strong
        /// "geheim", "closed": says so of a part of a session, or standing for itself.
        case weak
        /// "Nichtöffentlichkeit": more often what an item is about.
        case noun
    }

    var kind: Kind
    /// Indices of words; `adjectiveEnd` is before the part of the session that it speaks of.
    var start: Int
    var adjectiveEnd: Int
    var end: Int
    var isExclusion = false

    var hasSection: Bool { end > adjectiveEnd }

    /// Nobody says it more often; a title may be of any length.
    private static let most = 40

    /// All that stand in a title, in order.
    static func all(in words: [TitleWords.Word]) -> [TitleMention] {
        var found: [TitleMention] = []
        var index = 0
        while index < words.count, found.count < most {
            if let mention = phrase(in: words, at: index) ?? word(in: words, at: index) {
                found.append(mention)
                index = mention.end
            } else {
                index += 1
            }
        }
        return found
    }

    private static func word(in words: [TitleWords.Word], at start: Int) -> TitleMention? {
        let text = words[start].text
        let kind: Kind
        if PublicityVocabulary.isNonPublic(text) {
            kind = .strong
        } else if PublicityVocabulary.isNonPublicity(text) {
            kind = .noun
        } else if PublicityVocabulary.isWeak(text) {
            kind = .weak
        } else {
            return nil
        }
        // "nichtöffentlicher (vertraulicher) Teil"
        var end = start + 1
        while end < words.count,
            PublicityVocabulary.isNonPublic(words[end].text)
                || PublicityVocabulary.isWeak(words[end].text)
        { end += 1 }
        let hasSection =
            kind != .noun && end < words.count
            && PublicityVocabulary.isSection(words[end].text)
            && words[end].mark.map { ")]-–/.".contains($0) } ?? true
        guard hasSection else {
            return TitleMention(kind: kind, start: start, adjectiveEnd: start + 1, end: start + 1)
        }
        let isStrong = words[start..<end].contains { PublicityVocabulary.isNonPublic($0.text) }
        return TitleMention(
            kind: isStrong ? .strong : kind, start: start, adjectiveEnd: end, end: end + 1)
    }

    /// What says it in several words.
    private static func phrase(in words: [TitleWords.Word], at start: Int) -> TitleMention? {
        let rest = words[start...].prefix(9).map(\.text)
        func mention(_ count: Int, isExclusion: Bool = false) -> TitleMention {
            TitleMention(
                kind: .strong, start: start, adjectiveEnd: start + count, end: start + count,
                isExclusion: isExclusion)
        }
        func length(upTo last: String, _ allowed: Set<String>) -> Int? {
            guard let place = rest.firstIndex(of: last), place > 0,
                rest[1..<place].allSatisfy(allowed.contains)
            else { return nil }
            return place + 1
        }
        let articles: Set<String> = ["d", "der", "die", "von", "jeder", "jeglicher", "für"]
        switch rest.first {
        case "ausschluss":
            return length(upTo: "öffentlichkeit", articles).map { mention($0, isExclusion: true) }
        case "ohne":
            return length(upTo: "öffentlichkeit", articles).map { mention($0) }
        case "öffentlichkeit":
            return length(upTo: "ausgeschlossen", ["ist", "wird", "bleibt"]).map { mention($0) }
        case "exclusion", "excluding", "exclude":
            return length(upTo: "public", ["of", "the", "press", "and"]).map {
                mention($0, isExclusion: true)
            }
        case "public":
            return length(upTo: "excluded", ["and", "press", "are", "is", "be"]).map { mention($0) }
        case "not":
            let count =
                length(upTo: "publication", ["for"])
                ?? length(upTo: "public", ["open", "to", "the", "press", "and"])
            return count.map { mention($0) }
        case "closed" where start == 0 || PublicityVocabulary.isSession(words[start - 1].text):
            // And not a road.
            return length(upTo: "public", ["to", "the", "press", "and"]).map { mention($0) }
        case "exempt" where rest.count > 1 && rest[1] == "information":
            return mention(2)
        case "nicht":
            if rest.count > 3, rest[1] == "in", PublicityVocabulary.isPublic(rest[2]),
                PublicityVocabulary.isSection(rest[3])
            {
                return mention(4)
            }
            return rest.count > 1 && rest[1] == "für"
                ? length(upTo: "öffentlichkeit", articles).map { mention($0) } : nil
        case "in" where rest == ["in", "private"]:
            return mention(2)
        default: return nil
        }
    }
}
