/// The word that `WordAnalyzer` is reading, and what it takes to give all its readings.
struct WordScan {
    private let stemmer: GermanStemmer
    private var word: [UInt8] = []
    private var hasDigits = false
    /// The folded words so far that single hyphens join to this one.
    private var joined: [UInt8] = []
    private var variant: [UInt8] = []

    init(stemmer: GermanStemmer) {
        self.stemmer = stemmer
        word.reserveCapacity(WordAnalyzer.longestWord + 8)
    }

    var isEmpty: Bool { word.isEmpty }

    /// Takes one letter or digit as one or two bytes.
    mutating func take(_ first: UInt8, _ second: UInt8) {
        if first < 0x3a { hasDigits = true }
        guard word.count < WordAnalyzer.longestWord else { return }
        word.append(first)
        if second != 0 { word.append(second) }
    }

    mutating func take(_ letters: String) {
        guard word.count < WordAnalyzer.longestWord else { return }
        word.append(contentsOf: letters.utf8)
    }

    /// Gives the word's readings and begins the next; false where `body` wants no more.
    mutating func emit(
        _ range: Range<Int>, isJoined: Bool, _ body: (WordAnalyzer.Reading) -> Bool
    ) -> Bool {
        defer {
            word.removeAll(keepingCapacity: true)
            hasDigits = false
        }
        if !isJoined { joined.removeAll(keepingCapacity: true) }
        if hasDigits {
            joined.removeAll(keepingCapacity: true)
            return emitNumber(range, body)
        }
        // "Bahnhofstr." is Bahnhofstraße.
        if word.suffix(3).elementsEqual("str".utf8) { word.append(contentsOf: "asse".utf8) }
        let isPart = !joined.isEmpty
        joined.append(contentsOf: word)
        guard emit(word, range, isAlternative: false, body) else { return false }
        if Self.hasUmlaut(word) {
            readUmlauts(of: word)
            guard emit(variant, range, isAlternative: true, body) else { return false }
        }
        guard isPart, joined.count <= WordAnalyzer.longestWord else { return true }
        guard emit(joined, range, isAlternative: true, body) else { return false }
        guard Self.hasUmlaut(joined) else { return true }
        readUmlauts(of: joined)
        return emit(variant, range, isAlternative: true, body)
    }

    private func emit(
        _ form: [UInt8], _ range: Range<Int>, isAlternative: Bool,
        _ body: (WordAnalyzer.Reading) -> Bool
    ) -> Bool {
        form.withUnsafeBufferPointer { form in
            stemmer.stem(form) { term in
                body(
                    WordAnalyzer.Reading(
                        form: form, term: term, range: range, isAlternative: isAlternative,
                        hasDigits: false))
            }
        }
    }

    /// Numbers keep every letter: "77a", "0077", and then "77".
    private func emitNumber(
        _ range: Range<Int>, _ body: (WordAnalyzer.Reading) -> Bool
    ) -> Bool {
        word.withUnsafeBufferPointer { whole in
            let reading = WordAnalyzer.Reading(
                form: whole, term: whole, range: range, isAlternative: false, hasDigits: true)
            guard body(reading) else { return false }
            let zeros = whole.prefix { $0 == 0x30 }.count
            guard zeros > 0, zeros < whole.count else { return true }
            let short = UnsafeBufferPointer(rebasing: whole[zeros...])
            return body(
                WordAnalyzer.Reading(
                    form: short, term: short, range: range, isAlternative: true, hasDigits: true))
        }
    }

    /// Puts `form` with ae, oe and ue as a, o and u into `variant`.
    private mutating func readUmlauts(of form: [UInt8]) {
        variant.removeAll(keepingCapacity: true)
        for index in form.indices where !Self.isUmlaut(form, index) { variant.append(form[index]) }
    }

    private static func hasUmlaut(_ form: [UInt8]) -> Bool {
        form.indices.contains { isUmlaut(form, $0) }
    }

    /// Whether the letter is the e of an ae, oe or ue. "ue" after a, e or q is none: Bauer, neue,
    /// Quelle.
    private static func isUmlaut(_ form: [UInt8], _ index: Int) -> Bool {
        guard form[index] == UInt8(ascii: "e"), index > 0 else { return false }
        switch form[index - 1] {
        case UInt8(ascii: "a"), UInt8(ascii: "o"): return true
        case UInt8(ascii: "u"):
            let before = index > 1 ? form[index - 2] : 0
            return before != UInt8(ascii: "a") && before != UInt8(ascii: "e")
                && before != UInt8(ascii: "q")
        default: return false
        }
    }
}
