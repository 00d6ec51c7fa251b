import HLSChecker
import Testing

@Suite("What is right passes")
struct ExampleTests {
    @Test("The examples of RFC 8216bis §9", arguments: try Corpus.names(in: "examples"))
    func examples(name: String) throws {
        #expect(PlaylistCheck.findings(in: try Corpus.bytes("examples/\(name)")) == [])
    }

    @Test("Fragmented MP4 with parts, dates and rates as they should be")
    func media() throws {
        #expect(try MediaExample().findings() == [])
    }

    @Test("A live playlist that goes on, slides and ends")
    func goesOn() throws {
        var history = PlaylistHistory()
        for (first, last, end) in [(0, 3, ""), (1, 5, ""), (1, 5, "#EXT-X-ENDLIST\n")] {
            let segments = (first...last).map { "#EXTINF:4,\n\($0).ts\n" }.joined()
            let text =
                "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXT-X-MEDIA-SEQUENCE:\(first)\n\(segments)\(end)"
            #expect(PlaylistCheck.findings(in: text) == [])
            #expect(history.add(text) == [])
        }
    }
}
