import Testing

@testable import Storage

@Suite("words and the terms under which they are found")
struct WordAnalyzerTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var text: String
        /// Words parted by blanks, readings of one word by `|`.
        var terms: String
        var testDescription: String { text }
    }

    @Test(
        "each text has its terms",
        arguments: [
            Case(text: "", terms: ""),
            Case(text: "Haus", terms: "haus"),
            Case(text: "HAUS", terms: "haus"),
            Case(text: "Hauses", terms: "haus"),
            Case(text: "Häuser", terms: "haus"),
            Case(text: "Ha\u{308}user", terms: "haus"),
            Case(text: "Haeuser", terms: "haeus|haus"),
            Case(text: "Straße", terms: "strass"),
            Case(text: "STRASSE", terms: "strass"),
            Case(text: "STRAẞE", terms: "strass"),
            Case(text: "Bahnhofstr.", terms: "bahnhofstrass"),
            Case(text: "Müller", terms: "mull"),
            Case(text: "Mueller", terms: "muell|mull"),
            Case(text: "neue Bauern, Quellen", terms: "neu bau quell"),
            Case(text: "Kita-Plätze", terms: "kita platz|kitaplatz"),
            Case(text: "Kita - Plätze", terms: "kita platz"),
            Case(text: "ge\u{ad}trennt", terms: "getrennt"),
            Case(text: "A/2026/0077", terms: "a 2026 0077|77"),
            Case(text: "§ 12b, 000", terms: "12b 000"),
            Case(text: "Łódź Sørensen Yıldırım", terms: "lodz sorens yildirim"),
            Case(text: "Œuvre d’été", terms: "oeuvr|ouvr d ete"),
            Case(text: "москва Москва", terms: "москва москва"),
            Case(text: "🎉", terms: ""),
            Case(text: "a\u{0}b", terms: "a b"),
        ])
    func terms(_ row: Case) throws {
        let words = try WordAnalyzer().words(in: row.text)
        let terms = words.map { $0.terms.joined(separator: "|") }.joined(separator: " ")
        #expect(terms == row.terms)
    }

    @Test("a word's range is where it stands, in bytes")
    func ranges() throws {
        let text = "„Grüße“ aus Köln"
        let words = try WordAnalyzer().words(in: text)
        let found = words.map { String(decoding: Array(text.utf8)[$0.range], as: UTF8.self) }
        #expect(found == ["Grüße", "aus", "Köln"])
    }

    @Test("broken UTF-8 parts words and breaks nothing")
    func brokenText() throws {
        let analyzer = try WordAnalyzer()
        for bytes: [UInt8] in [
            [0x61, 0xff, 0x62], [0xc3], [0xe2, 0x82], [0xf0, 0x9f, 0x61], [0xed, 0xa0, 0x80],
            [0x61, 0xc3, 0x28],
        ] {
            var ends: [Int] = []
            bytes.withUnsafeBufferPointer { buffer in
                analyzer.readings(in: buffer) { reading in
                    ends.append(reading.range.upperBound)
                    return true
                }
            }
            #expect(ends.allSatisfy { $0 <= bytes.count })
        }
    }

    @Test("a very long word is cut")
    func longWord() throws {
        let words = try WordAnalyzer().words(in: String(repeating: "ß", count: 10_000))
        #expect(words.count == 1)
        #expect(words[0].forms[0].utf8.count <= WordAnalyzer.longestWord + 2)
    }
}
