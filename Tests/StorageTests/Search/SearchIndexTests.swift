import Agenda
import Foundation
import Testing

@testable import Storage

@Suite("the search index")
struct SearchIndexTests {
    private let place: TemporaryCatalogue
    private let catalogue: Catalogue
    private let session: SessionID

    init() throws {
        place = try TemporaryCatalogue()
        catalogue = try Catalogue(at: place.path)
        try catalogue.upsert(Body(id: "rat", name: "Rat"))
        session = try catalogue.createSession(
            title: "Sitzung des Rates", body: "rat", day: "2026-11-20"
        ).id
    }

    private func total(_ words: String) throws -> Int {
        try catalogue.search(SearchQuery(words: words)).total
    }

    @Test("Häuser, Hauses and HAUS find each other")
    func houses() throws {
        let texts = ["Häuser", "Hauses", "HAUS"].enumerated().map { index, text in
            IndexedText(kind: .note, speech: Int64(index), text: text)
        }
        try catalogue.reindex(session, as: texts)
        for word in ["Häuser", "Hauses", "HAUS", "haeuser", "hauses"] {
            #expect(try total(word) == 3, "\(word)")
        }
    }

    @Test("haushalt finds Haushaltssatzung and Doppelhaushalt, haus finds neither")
    func compounds() throws {
        try catalogue.reindex(
            session,
            as: ["Haushaltssatzung", "Doppelhaushalt", "Rathaus"].map {
                IndexedText(kind: .item, text: $0)
            })
        let result = try catalogue.search(SearchQuery(words: "haushalt"))
        #expect(Set(result.hits.map(\.text)) == ["Haushaltssatzung", "Doppelhaushalt"])
        #expect(try catalogue.search(SearchQuery(words: "haus")).hits.map(\.text) == ["Rathaus"])
    }

    @Test("a word in quotes is looked for without its compounds")
    func quotedWord() throws {
        try catalogue.reindex(
            session,
            as: ["Satzung", "Baumschutzsatzung"].map { IndexedText(kind: .item, text: $0) })
        #expect(try total("satzung") == 2)
        #expect(try total("\"Satzungen\"") == 1)
    }

    @Test("a hit plays from five seconds before its moment, never from before the start")
    func playFrom() throws {
        try catalogue.reindex(
            session,
            as: [(1, 100.0), (2, 3.0)].map { id, seconds in
                IndexedText(
                    kind: .note, speech: id, mediaTime: MediaTime(seconds: seconds), text: "Wort")
            } + [IndexedText(kind: .note, speech: 3, text: "Wort")])
        let hits = try catalogue.search(SearchQuery(words: "Wort")).hits
        #expect(hits.map(\.playFrom) == [MediaTime(seconds: 95), .zero, nil])
    }

    @Test("a snippet marks what matched and is cut around it")
    func snippets() throws {
        let long = String(repeating: "Ein Satz ohne Belang. ", count: 40)
        try catalogue.reindex(
            session,
            as: [
                IndexedText(kind: .note, speech: 1, text: "Die Häuser am Weg"),
                IndexedText(kind: .note, speech: 2, text: long + "Der Wendekreis. " + long),
            ])
        let short = try #require(try catalogue.search(SearchQuery(words: "haus")).hits.first)
        #expect(
            short.snippet == [
                SearchHit.Run("Die ", isMatch: false), SearchHit.Run("Häuser", isMatch: true),
                SearchHit.Run(" am Weg", isMatch: false),
            ])
        let phrase = try #require(
            try catalogue.search(SearchQuery(words: "\"häuser am weg\"")).hits.first)
        #expect(phrase.snippet.filter(\.isMatch).map(\.text) == ["Häuser am Weg"])
        let cut = try #require(try catalogue.search(SearchQuery(words: "wendekreise")).hits.first)
        #expect(cut.snippet.first?.text == "… ")
        #expect(cut.snippet.last?.text == " …")
        #expect(cut.snippet.filter(\.isMatch).map(\.text) == ["Wendekreis"])
        #expect(cut.snippet.map(\.text).joined().count <= Snippet.longest + 4)
    }

    @Test("indexing again changes only what differs")
    func changes() throws {
        func rows() throws -> [Int64: String] {
            try catalogue.read { database in
                Dictionary(
                    uniqueKeysWithValues: try database.rows("SELECT id, text FROM sentence") {
                        ($0.int64(0), $0.text(1))
                    })
            }
        }
        let first = ["Alpha", "Beta"].map { IndexedText(kind: .item, text: $0) }
        try catalogue.reindex(session, as: first)
        let before = try rows()
        try catalogue.reindex(session, as: [IndexedText(kind: .item, text: "Gamma")] + first)
        let after = try rows()
        #expect(before.allSatisfy { after[$0.key] == $0.value })
        #expect(Set(after.values) == ["Alpha", "Beta", "Gamma"])
        try catalogue.reindex(session, as: [])
        #expect(try rows().isEmpty)
        #expect(try total("alpha") == 0)
    }

    @Test("the vocabulary is what the texts are, after any changes")
    func vocabulary() throws {
        let words = ["Haus", "Häuser", "Straße", "Kita-Platz", "2026", "Weg", "Weges"]
        var generator = SplitMix(state: 7)
        for _ in 0..<30 {
            let texts = (0..<Int.random(in: 0...6, using: &generator)).map { index in
                IndexedText(
                    kind: .note, speech: Int64(index),
                    text: (0..<4).map { _ in words.randomElement(using: &generator) ?? "" }
                        .joined(separator: " "))
            }
            try catalogue.reindex(session, as: texts)
            let analyzer = try WordAnalyzer()
            var expected: [String: Int] = [:]
            for text in texts {
                for term in Set(analyzer.words(in: text.text).flatMap(\.terms)) {
                    expected[term, default: 0] += 1
                }
            }
            if !texts.isEmpty { expected[""] = texts.count }
            let stored = try catalogue.read { database in
                Dictionary(
                    uniqueKeysWithValues: try database.rows("SELECT term, documents FROM vocab") {
                        ($0.text(0), $0.int(1))
                    })
            }
            #expect(stored == expected)
        }
        try catalogue.write { database in
            try database.execute("INSERT INTO fts (fts) VALUES ('integrity-check')")
            try database.execute("INSERT INTO tri (tri) VALUES ('integrity-check')")
        }
    }

    @Test("a page goes on where the one before ended")
    func paging() throws {
        let texts = (1...25).map { IndexedText(kind: .note, speech: $0, text: "Wort \($0 + 100)") }
        try catalogue.reindex(session, as: texts)
        for order in SearchQuery.Order.allCases {
            var found: [Int64] = []
            for offset in stride(from: 0, to: 30, by: 10) {
                let result = try catalogue.search(
                    SearchQuery(words: "wort", order: order, limit: 10, offset: offset))
                #expect(result.total == 25)
                found += result.hits.compactMap(\.speech)
            }
            #expect(found.count == 25)
            #expect(Set(found).count == 25)
        }
    }

    @Test("beyond the cap the total is an estimate and relevance counts the newest")
    func cap() throws {
        let older = try catalogue.createSession(
            title: "Alt", body: "rat", day: "1968-03-01"
        ).id
        func texts(_ count: Int) -> [IndexedText] {
            (0..<count).map { IndexedText(kind: .note, speech: Int64($0), text: "Wort") }
        }
        try catalogue.reindex(older, as: texts(1000))
        try catalogue.reindex(session, as: texts(SearchIndex.mostByDate))
        let result = try catalogue.search(SearchQuery(words: "wort", order: .date))
        #expect(result.isEstimate)
        #expect(result.total == SearchIndex.mostByDate)
        #expect(result.hits.allSatisfy { $0.session == session })
        let all = try catalogue.search(SearchQuery(words: "wort", to: "1968"))
        #expect(all.total == 1000)
        #expect(!all.isEstimate)
        #expect(all.hits.allSatisfy { $0.session == older })
    }

    @Test(
        "a day that is none is refused",
        arguments: ["2026-13", "heute", "2026-02-30", "26", "", "2026-1-1"])
    func wrongDay(_ day: String) throws {
        #expect(throws: StorageError.self) {
            try catalogue.search(SearchQuery(words: "wort", from: day))
        }
    }

    @Test("any input is answered")
    func anyInput() throws {
        try catalogue.reindex(session, as: [IndexedText(kind: .item, text: "Haushaltssatzung")])
        let pieces = [
            "\"", "„", "*", "(", ")", ":", "^", "+", "-", "NEAR", "AND", "OR", "NOT", "{", "}",
            "haushalt", "f", "text", "'", "|", "ß", "ü", " ", "\u{0}", "%", "\\", "0", "💥",
        ]
        var generator = SplitMix(state: 1)
        for _ in 0..<2000 {
            let length = Int.random(in: 1...10, using: &generator)
            let words = (0..<length).map { _ in pieces.randomElement(using: &generator) ?? "" }
                .joined()
            #expect(throws: Never.self) { try catalogue.search(SearchQuery(words: words)) }
        }
    }
}

/// Numbers that are the same in each run.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return value ^ (value >> 31)
    }
}
