/// A word of a text with all its readings.
struct AnalyzedWord: Equatable {
    /// Folded, not stemmed; the first is the word as written.
    var forms: [String]
    /// The stems of `forms`, one each.
    var terms: [String]
    /// In bytes of UTF-8.
    var range: Range<Int>
    var hasDigits: Bool
}

extension WordAnalyzer {
    func words(in text: String) -> [AnalyzedWord] {
        var words: [AnalyzedWord] = []
        var text = text
        text.withUTF8 { bytes in
            readings(in: bytes) { reading in
                let form = String(decoding: reading.form, as: UTF8.self)
                let term = String(decoding: reading.term, as: UTF8.self)
                if reading.isAlternative, !words.isEmpty {
                    words[words.count - 1].forms.append(form)
                    words[words.count - 1].terms.append(term)
                } else {
                    words.append(
                        AnalyzedWord(
                            forms: [form], terms: [term], range: reading.range,
                            hasDigits: reading.hasDigits))
                }
                return true
            }
        }
        return words
    }
}
