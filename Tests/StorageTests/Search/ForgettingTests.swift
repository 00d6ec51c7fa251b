import Agenda
import Foundation
import Testing

@testable import Storage

@Suite("words that must not be found")
struct ForgettingTests {
    /// As they would stand in a file: as written, folded, stemmed.
    private static let sentinels = [
        "zwetschgenkauf", "mirabellengutacht", "schlehenfreund", "pflaumenmus", "quittenbaum",
    ]

    private func holds(_ bytes: Data, _ word: String) -> Bool {
        // Latin letters alone: the case is all that may differ.
        Data(bytes.map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 })
            .range(of: Data(word.utf8)) != nil
    }

    @Test("what is not public is in no byte of the catalogue")
    func nonPublic() throws {
        let place = try TemporaryCatalogue()
        let catalogue = try SearchCorpus.load().catalogue(at: place.path)
        #expect(try catalogue.emptyLog())
        let bytes = try place.bytes()
        #expect(holds(bytes, "weidenweg"))
        for word in Self.sentinels { #expect(!holds(bytes, word), "\(word)") }
    }

    @Test("what is deleted is found no more at once, and soon is in no byte of the catalogue")
    func deletion() throws {
        let place = try TemporaryCatalogue()
        let catalogue = try SearchCorpus.load().catalogue(at: place.path)
        let session = try #require(SessionID(rawValue: "2024-05-16-bau"))
        let secret = "Hollunderblütenaffäre"
        // Many rows, so that the word is in segments of its own before it goes.
        for count in [1, 30, 60] {
            try catalogue.reindex(
                session,
                as: (0..<count).map { index in
                    IndexedText(kind: .note, speech: Int64(index), text: "\(secret) \(index)")
                })
        }
        #expect(try catalogue.search(SearchQuery(words: secret)).total == 60)
        #expect(holds(try place.bytes(), "hollunderblut"))

        try catalogue.reindex(session, as: [IndexedText(kind: .item, text: "Etwas anderes")])
        #expect(try catalogue.search(SearchQuery(words: secret)).total == 0)
        #expect(try catalogue.search(SearchQuery(words: "hollunder*")).total == 0)
        #expect(try catalogue.search(SearchQuery(words: "Hollunderblutenaffare")).suggestion == nil)
        #expect(try catalogue.search(SearchQuery(words: "Holunderblütenaffäre")).suggestion == nil)
        #expect(try catalogue.emptyLog())
        #expect(holds(try place.bytes(), "hollunder"), "else there is nothing to forget")
        #expect(try catalogue.forgetDeletedWords())
        #expect(!holds(try place.bytes(), "hollunder"))

        // The rest is still found.
        #expect(try catalogue.search(SearchQuery(words: "Etwas")).total == 1)
        #expect(try catalogue.search(SearchQuery(words: "Haushaltssatzung")).total > 0)
    }

    @Test("a session that is removed leaves nothing behind")
    func removal() throws {
        let place = try TemporaryCatalogue()
        let catalogue = try SearchCorpus.load().catalogue(at: place.path)
        let session = try #require(SessionID(rawValue: "2023-06-15-schule"))
        try catalogue.removeFromSearch(session)
        #expect(try catalogue.forgetDeletedWords())
        let bytes = try place.bytes()
        for word in ["hallenbad", "schulentwicklung", "ftungsger"] {
            #expect(!holds(bytes, word), "\(word)")
        }
        #expect(holds(bytes, "weidenweg"))
    }

    @Test("a session that is not public has no texts, and one that was loses them")
    func visibility() throws {
        let place = try TemporaryCatalogue()
        let catalogue = try SearchCorpus.load().catalogue(at: place.path)
        let session = try #require(SessionID(rawValue: "2023-06-15-schule"))
        for visibility in [Visibility.office, .unlisted] {
            _ = try catalogue.setVisibility(session, to: .public)
            try catalogue.reindex(session, as: [IndexedText(kind: .item, text: "Hallenbad")])
            #expect(try catalogue.search(SearchQuery(words: "hallenbad")).total == 1)
            _ = try catalogue.setVisibility(session, to: visibility)
            #expect(try catalogue.search(SearchQuery(words: "hallenbad")).total == 0)
            try catalogue.reindex(session, as: [IndexedText(kind: .item, text: "Hallenbad")])
            #expect(try catalogue.search(SearchQuery(words: "hallenbad")).total == 0)
        }
        #expect(try catalogue.forgetDeletedWords())
        #expect(!holds(try place.bytes(), "hallenbad"))
    }

    @Test("a text that only moved costs no forgetting")
    func moving() throws {
        let place = try TemporaryCatalogue()
        let catalogue = try SearchCorpus.load().catalogue(at: place.path)
        let session = try #require(SessionID(rawValue: "2023-06-15-schule"))
        func stage() throws -> Int? {
            try catalogue.read { try $0.row("SELECT stage FROM forgetting") { $0.int(0) } }
        }
        func text(at seconds: Double, context: String) -> IndexedText {
            IndexedText(
                kind: .note, mediaTime: MediaTime(seconds: seconds), text: "Wort",
                context: context)
        }
        try catalogue.reindex(session, as: [text(at: 1, context: "alt")])
        #expect(try catalogue.forgetDeletedWords())
        try catalogue.reindex(session, as: [text(at: 2, context: "alt")])
        #expect(try stage() == 0)
        try catalogue.reindex(session, as: [text(at: 2, context: "neu")])
        #expect(try stage() == 1)
    }

    @Test("one who reads keeps the log from being emptied, and the next call does it")
    func reader() throws {
        let place = try TemporaryCatalogue()
        let catalogue = try SearchCorpus.load().catalogue(at: place.path)
        let session = try #require(SessionID(rawValue: "2023-06-15-schule"))
        let other = try Database(opening: place.path, access: .readOnly)
        try other.snapshot {
            _ = try other.row("SELECT count(*) FROM sentence") { $0.int(0) }
            try catalogue.removeFromSearch(session)
            try catalogue.write { try $0.execute("PRAGMA busy_timeout = 50") }
            #expect(try !catalogue.forgetDeletedWords())
        }
        #expect(try catalogue.forgetDeletedWords())
        #expect(!holds(try place.bytes(), "hallenbad"))
    }
}
