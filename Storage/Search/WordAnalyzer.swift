/// Takes German text apart into words and gives each the terms under which it is found.
///
/// A word's first term is the stem of its folded form. More stand at the same place: with "ue"
/// read as ü ("Mueller"), a number without its leading zeros, both halves of a hyphenated word as
/// one ("Kita-Plätze"). Document and query get the same, so that each spelling finds each other.
///
/// Belongs to one thread at a time, as its stemmer does.
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

    init() throws(StorageError) {
        stemmer = try GermanStemmer()
    }

    /// Gives each reading in the order of the text until `body` returns false.
    func readings(in text: UnsafeBufferPointer<UInt8>, _ body: (Reading) -> Bool) {
        var scan = WordScan(stemmer: stemmer)
        var start = 0
        var position = 0
        /// The end of the word before, where nothing but one hyphen has followed it yet.
        var hyphenAt: Int?
        while position < text.count {
            let (scalar, length) = Self.scalar(in: text, at: position)
            switch LetterFolding.kind(of: scalar) {
            case .ascii(let first, let second):
                if scan.isEmpty { start = position }
                scan.take(first, second)
            case .other(let letters):
                if scan.isEmpty { start = position }
                scan.take(letters)
            case .ignored: break
            case .separator:
                if !scan.isEmpty {
                    let isJoined = hyphenAt == start - 1
                    guard scan.emit(start..<position, isJoined: isJoined, body) else { return }
                    let isHyphen = scalar == "-" || scalar == "\u{2010}" || scalar == "\u{2011}"
                    hyphenAt = isHyphen ? position + length - 1 : nil
                } else {
                    hyphenAt = nil
                }
            }
            position += length
        }
        guard !scan.isEmpty else { return }
        _ = scan.emit(start..<text.count, isJoined: hyphenAt == start - 1, body)
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
