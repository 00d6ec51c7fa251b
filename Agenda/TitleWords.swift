/// The words of a title, with what stands between them.
struct TitleWords {
    struct Word {
        var text: String
        /// The last sign between the word before and this one; nil for blanks alone.
        var mark: Character?
        /// Whether a blank stands before it as well: a hyphen makes one word of two.
        var isApart = true
    }

    private(set) var words: [Word] = []

    private typealias Piece = (text: String, mark: Character?, gap: Int)

    init(_ title: TitleText) {
        var pieces: [Piece] = []
        var word = ""
        var mark: Character?
        var gap = 0
        // What a wrong encoding made of "ö" stands for it.
        let text = title.text.replacing("ã¶", with: "ö").replacing("\u{FFFD}ffent", with: "öffent")
            .replacing("?ffent", with: "öffent")
        for character in text {
            if character.isLetter || character.isNumber {
                word.append(character)
                continue
            }
            if !word.isEmpty {
                pieces.append((word, mark, gap))
                (word, mark, gap) = ("", nil, 0)
            }
            if character.isWhitespace {
                gap += 1
            } else {
                mark = character
            }
        }
        if !word.isEmpty { pieces.append((word, mark, gap)) }
        let joined = Self.joined(pieces).flatMap { piece in
            Self.parts(of: piece.text).enumerated().map { index, part in
                index == 0
                    ? Word(text: part, mark: piece.mark, isApart: piece.isApart) : Word(text: part)
            }
        }
        words = Self.withNegations(joined)
    }

    /// Letter-spaced words in one: "G e h e i m e  S i t z u n g".
    private static func joined(
        _ pieces: [Piece]
    ) -> [(text: String, mark: Character?, isApart: Bool)] {
        var words: [(text: String, mark: Character?, isApart: Bool)] = []
        // "Teil A B C" is none.
        let isSpaced = pieces.count { $0.text.count == 1 } >= 6
        var index = 0
        while index < pieces.count {
            var end = index + 1
            while end < pieces.count, pieces[end].mark == nil, pieces[end].gap == 1,
                pieces[end].text.count == 1, pieces[end - 1].text.count == 1
            { end += 1 }
            let first = pieces[index]
            if isSpaced, first.text.count == 1 {
                words.append(
                    (pieces[index..<end].map(\.text).joined(), first.mark, first.gap > 0))
            } else {
                words += pieces[index..<end].map { ($0.text, $0.mark, $0.gap > 0) }
            }
            index = end
        }
        return words
    }

    /// "nichtöffentlicherteil", where the blank was forgotten or spaced away.
    private static func parts(of word: String) -> [String] {
        guard word.count > 8 else { return [word] }
        var rest = word[...]
        var parts: [String] = []
        while !rest.isEmpty {
            guard let next = PublicityVocabulary.joinable.first(where: rest.hasPrefix) else {
                return [word]
            }
            parts.append(next)
            rest = rest.dropFirst(next.count)
        }
        return parts
    }

    /// "nicht öffentlich", "non-public", "n. ö." as one word each, in one spelling.
    private static func withNegations(_ words: [Word]) -> [Word] {
        var merged: [Word] = []
        var index = 0
        while index < words.count {
            var word = words[index]
            word.text = spelt(word.text)
            if index + 1 < words.count {
                let next = spelt(words[index + 1].text)
                let isPair =
                    switch word.text {
                    case "nicht": next.hasPrefix("öff") || next.hasPrefix("öf")
                    case "n": next == "ö" || next == "öff"
                    case "non", "not": next == "public"
                    case "in": next == "camera"
                    default: false
                    }
                // A sentence may end between them, a word does not.
                if isPair, words[index + 1].mark.map({ !"()[],;:".contains($0) }) ?? true {
                    word.text += next
                    index += 1
                }
            }
            merged.append(word)
            index += 1
        }
        return merged
    }

    private static func spelt(_ word: String) -> String {
        for stem in ["oeffent", "offent", "oeff"] {
            if word.hasPrefix(stem) { return "öff" + word.dropFirst(stem == "offent" ? 3 : 4) }
            if word.hasPrefix("nicht" + stem) {
                return "nichtöff" + word.dropFirst(stem == "offent" ? 8 : 9)
            }
        }
        return word
    }
}
