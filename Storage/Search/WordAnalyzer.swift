/// Takes German text apart into words and gives each the terms under which it is found.
///
/// A word's first term is the stem of its folded form. More stand at the same place: with "ue"
/// read as ü ("Mueller"), a number without its leading zeros, both halves of a hyphenated word as
/// one ("Kita-Plätze"). Document and query get the same, so that each spelling finds each other.
///
/// Belongs to one thread at a time, as its buffers do.
final class WordAnalyzer {
    /// One reading of a word, valid only inside the closure that is given it.
    struct Reading {
        /// Folded but not stemmed.
        var form: UnsafeBufferPointer<UInt8>
        var term: UnsafeBufferPointer<UInt8>
        /// Where the word stands, in bytes of UTF-8.
        var range: Range<Int>
        /// Stands at the same place as the reading before.
        var isAlternative: Bool
        var hasDigits: Bool
    }

    /// Longer words are cut; nobody types them, and they would bloat the index.
    static let longestWord = 64

    private let stemmer: GermanStemmer
    private var word: [UInt8] = []
    private var hasDigits = false
    /// The folded words so far that single hyphens join to this one.
    private var joined: [UInt8] = []
    private var variant: [UInt8] = []

    init() throws(StorageError) {
        stemmer = try GermanStemmer()
        word.reserveCapacity(Self.longestWord + 4)
    }

    /// Gives each reading in the order of the text until `body` returns false.
    func readings(
        in text: UnsafeBufferPointer<UInt8>, _ body: (Reading) -> Bool
    ) {
        word.removeAll(keepingCapacity: true)
        joined.removeAll(keepingCapacity: true)
        hasDigits = false
        var start = 0
        var position = 0
        /// The end of the word before, where nothing but one hyphen has followed it yet.
        var hyphenAt: Int?
        while position < text.count {
            let (scalar, length) = Self.scalar(in: text, at: position)
            switch LetterFolding.kind(of: scalar) {
            case .ascii(let first, let second):
                if word.isEmpty { start = position }
                if first < 0x3a { hasDigits = true }
                if word.count < Self.longestWord {
                    word.append(first)
                    if second != 0 { word.append(second) }
                }
            case .other(let letters):
                if word.isEmpty { start = position }
                if word.count < Self.longestWord { word.append(contentsOf: letters.utf8) }
            case .ignored: break
            case .separator:
                if !word.isEmpty {
                    if hyphenAt != start - 1 { joined.removeAll(keepingCapacity: true) }
                    guard emit(start..<position, body) else { return }
                    let isHyphen = scalar == "-" || scalar == "\u{2010}" || scalar == "\u{2011}"
                    hyphenAt = isHyphen ? position + length - 1 : nil
                } else {
                    hyphenAt = nil
                }
            }
            position += length
        }
        guard !word.isEmpty else { return }
        if hyphenAt != start - 1 { joined.removeAll(keepingCapacity: true) }
        _ = emit(start..<text.count, body)
    }

    private func emit(_ range: Range<Int>, _ body: (Reading) -> Bool) -> Bool {
        defer {
            word.removeAll(keepingCapacity: true)
            hasDigits = false
        }
        if hasDigits {
            joined.removeAll(keepingCapacity: true)
            return emitNumber(range, body)
        }
        // "Bahnhofstr." is Bahnhofstraße.
        if word.suffix(3).elementsEqual("str".utf8) { word.append(contentsOf: "asse".utf8) }
        let isPart = !joined.isEmpty
        joined.append(contentsOf: word)
        guard emit(word, range, isAlternative: false, body) else { return false }
        if readUmlauts(of: word) {
            guard emit(variant, range, isAlternative: true, body) else { return false }
        }
        guard isPart, joined.count <= Self.longestWord else { return true }
        guard emit(joined, range, isAlternative: true, body) else { return false }
        guard readUmlauts(of: joined) else { return true }
        return emit(variant, range, isAlternative: true, body)
    }

    private func emit(
        _ form: [UInt8], _ range: Range<Int>, isAlternative: Bool, _ body: (Reading) -> Bool
    ) -> Bool {
        form.withUnsafeBufferPointer { form in
            stemmer.stem(form) { term in
                body(
                    Reading(
                        form: form, term: term, range: range, isAlternative: isAlternative,
                        hasDigits: false))
            }
        }
    }

    /// Numbers keep every letter: "77a", "0077", and then "77".
    private func emitNumber(_ range: Range<Int>, _ body: (Reading) -> Bool) -> Bool {
        word.withUnsafeBufferPointer { whole in
            let reading = Reading(
                form: whole, term: whole, range: range, isAlternative: false, hasDigits: true)
            guard body(reading) else { return false }
            let zeros = whole.prefix { $0 == 0x30 }.count
            guard zeros > 0, zeros < whole.count else { return true }
            let short = UnsafeBufferPointer(rebasing: whole[zeros...])
            return body(
                Reading(
                    form: short, term: short, range: range, isAlternative: true, hasDigits: true))
        }
    }

    /// Puts `form` with ae, oe and ue as a, o and u into `variant`; false where there are none.
    ///
    /// "ue" after a, e or q is none: Bauer, neue, Quelle.
    private func readUmlauts(of form: [UInt8]) -> Bool {
        variant.removeAll(keepingCapacity: true)
        var previous: UInt8 = 0
        var before: UInt8 = 0
        for byte in form {
            let isUmlaut =
                byte == UInt8(ascii: "e")
                && (previous == UInt8(ascii: "a") || previous == UInt8(ascii: "o")
                    || previous == UInt8(ascii: "u") && before != UInt8(ascii: "a")
                        && before != UInt8(ascii: "e") && before != UInt8(ascii: "q"))
            if !isUmlaut { variant.append(byte) }
            before = previous
            previous = byte
        }
        return variant.count < form.count
    }

    /// The character at `position` and its length; broken UTF-8 reads as a separator.
    private static func scalar(
        in text: UnsafeBufferPointer<UInt8>, at position: Int
    ) -> (Unicode.Scalar, Int) {
        let first = text[position]
        if first < 0x80 { return (Unicode.Scalar(first), 1) }
        let length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
        guard first >= 0xc2, first < 0xf5, position + length <= text.count else {
            return ("\u{fffd}", 1)
        }
        var value = UInt32(first) & (length == 2 ? 0x1f : length == 3 ? 0x0f : 0x07)
        for offset in 1..<length {
            let byte = text[position + offset]
            guard byte & 0xc0 == 0x80 else { return ("\u{fffd}", 1) }
            value = value << 6 | UInt32(byte & 0x3f)
        }
        guard let scalar = Unicode.Scalar(value) else { return ("\u{fffd}", 1) }
        return (scalar, length)
    }
}
