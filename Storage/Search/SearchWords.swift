/// The words of a query, read as people type them.
///
/// Every input has a meaning: quotes without an end, brackets and operators of other search
/// engines are passed over.
struct SearchWords {
    /// What a hit must hold at least once.
    enum Part {
        /// All readings of one word.
        case word(AnalyzedWord, isPrefix: Bool)
        /// Words that stand side by side; a hyphenated one may also stand as a single word.
        case phrase([AnalyzedWord])
    }

    static let mostParts = 12
    /// Bytes; of what is longer the last word is not read, since it may be cut.
    static let longestInput = 1_000

    var parts: [Part] = []

    init(_ input: String, analyzer: WordAnalyzer) {
        let input = Self.beginning(of: input)
        var all: [Part] = []
        for (text, isQuoted) in Self.quoted(input) {
            guard !isQuoted else {
                let words = analyzer.words(in: text)
                // A single word in quotes too: then it is looked for without its compounds.
                if !words.isEmpty { all.append(.phrase(words)) }
                continue
            }
            for chunk in text.split(whereSeparator: \.isWhitespace)
            where !Self.operators.contains(chunk.filter(\.isLetter)) {
                all += Self.parts(of: String(chunk), analyzer: analyzer)
            }
        }
        var seen: Set<String> = []
        all = all.filter { seen.insert($0.key).inserted }
        let telling = all.filter { !$0.isPassedOver }
        parts = Array((telling.isEmpty ? all : telling).prefix(Self.mostParts))
    }

    private static func beginning(of input: String) -> String {
        let bytes = input.utf8.prefix(longestInput)
        let text = String(decoding: bytes, as: UTF8.self)
        guard bytes.count < input.utf8.count, let blank = text.lastIndex(where: \.isWhitespace)
        else { return text }
        return String(text[..<blank])
    }

    /// The input cut at quotation marks; an odd one counts as a blank.
    private static func quoted(_ input: String) -> [(String, Bool)] {
        let pieces = input.split(
            omittingEmptySubsequences: false, whereSeparator: { quotes.contains($0) })
        return pieces.enumerated().map { index, piece in
            (String(piece), index % 2 == 1 && index < pieces.count - 1)
        }
    }

    /// What stands between blanks: one word, or several that belong together.
    private static func parts(of chunk: String, analyzer: WordAnalyzer) -> [Part] {
        let words = analyzer.words(in: chunk)
        guard let last = words.last else { return [] }
        let bytes = Array(chunk.utf8)
        var runs: [[AnalyzedWord]] = [[words[0]]]
        for (before, word) in zip(words, words.dropFirst()) {
            let between = bytes[before.range.upperBound..<word.range.lowerBound]
            let text = String(decoding: between, as: UTF8.self)
            let isNumber = before.hasDigits && word.hasDigits && [".", ",", ":"].contains(text)
            if joints.contains(text) || isNumber {
                runs[runs.count - 1].append(word)
            } else {
                runs.append([word])
            }
        }
        let isPrefix = bytes[last.range.upperBound...].first == UInt8(ascii: "*")
        return runs.enumerated().map { index, run in
            run.count > 1
                ? .phrase(run) : .word(run[0], isPrefix: isPrefix && index == runs.count - 1)
        }
    }

    private static let quotes: Set<Character> = ["\"", "„", "“", "”", "‟", "«", "»"]
    private static let joints: Set<String> = ["-", "\u{2010}", "\u{2011}", "–", "/", "_", "&"]
    private static let operators: Set<String> = ["AND", "OR", "NOT", "NEAR", "UND", "ODER"]

    /// Folded words that stand in every other sentence, and forms of address: they narrow nothing,
    /// and a name is found with and without them.
    fileprivate static let passedOver: Set<String> = [
        "der", "die", "das", "den", "dem", "des", "ein", "eine", "einer", "einem", "einen",
        "eines", "und", "oder", "in", "im", "ins", "am", "an", "auf", "aus", "bei", "beim", "bis",
        "durch", "fur", "fuer", "gegen", "mit", "nach", "von", "vom", "vor", "zu", "zum", "zur",
        "uber", "ueber", "um", "unter", "ist", "sind", "war", "wird", "werden", "auch", "als",
        "wie", "so", "es", "sie", "er", "wir", "dr", "prof", "herr", "herrn", "frau",
    ]
}

extension SearchWords.Part {
    /// The words as they stand.
    var words: [AnalyzedWord] {
        switch self {
        case .word(let word, _): [word]
        case .phrase(let words): words
        }
    }

    fileprivate var isPassedOver: Bool {
        guard case .word(let word, false) = self else { return false }
        return SearchWords.passedOver.contains(word.forms[0])
    }

    fileprivate var key: String {
        let key = words.map(\.terms[0]).joined(separator: " ")
        guard case .word(_, true) = self else { return key }
        return key + "*"
    }
}
