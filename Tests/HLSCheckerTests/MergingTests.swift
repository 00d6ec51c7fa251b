import HLSChecker
import Testing

@Suite("Merging delta updates (RFC 8216bis §6.3.7)")
struct MergingTests {
    private static func playlist(_ first: Int, _ rest: String) -> String {
        """
        #EXTM3U
        #EXT-X-VERSION:10
        #EXT-X-TARGETDURATION:4
        #EXT-X-SERVER-CONTROL:CAN-SKIP-UNTIL=24.0,CAN-SKIP-DATERANGES=YES
        #EXT-X-MEDIA-SEQUENCE:\(first)
        \(rest)
        """
    }

    private static func segments(_ numbers: ClosedRange<Int>) -> String {
        numbers.map { "#EXTINF:4.0,\n\($0).m4s\n" }.joined()
    }

    @Test("What is skipped comes from the version before, with the tags that still apply")
    func standing() {
        var client = MergingClient()
        let before = Self.playlist(
            1,
            """
            #EXT-X-MAP:URI="a.mp4"
            \(Self.segments(1...2))#EXT-X-DISCONTINUITY
            #EXT-X-MAP:URI="b.mp4"
            #EXTINF:4.0,
            3.m4s
            #EXT-X-PART:DURATION=1.0,URI="4.0.m4s"
            \(Self.segments(4...9))
            """)
        var isKnown = [client.take(before)]
        let delta = Self.playlist(4, "#EXT-X-SKIP:SKIPPED-SEGMENTS=2\n\(Self.segments(6...11))")
        isKnown.append(client.take(delta))
        #expect(isKnown == [true, true])
        let whole = Self.playlist(4, "#EXT-X-MAP:URI=\"b.mp4\"\n\(Self.segments(4...11))")
        #expect(client.text == whole)
        #expect(client.equals(whole))
    }

    @Test("Date ranges that are skipped stay, those removed go, those listed come or change")
    func dateRanges() {
        func range(_ id: String, _ title: String) -> String {
            "#EXT-X-DATERANGE:ID=\"\(id)\",START-DATE=\"2026-11-20T17:00:02Z\",X-T=\"\(title)\"\n"
        }
        var client = MergingClient()
        let old = range("a", "1") + range("b", "1") + range("c", "1")
        var isKnown = [client.take(Self.playlist(0, old + Self.segments(0...7)))]
        let new = range("d", "1") + range("c", "2")
        let skip = "#EXT-X-SKIP:SKIPPED-SEGMENTS=1,RECENTLY-REMOVED-DATERANGES=\"x\tb\"\n"
        isKnown.append(client.take(Self.playlist(0, new + skip + Self.segments(1...7))))
        let left = range("a", "1") + range("c", "2") + range("d", "1")
        #expect(client.text == Self.playlist(0, left + Self.segments(0...7)))
        // Without the list of those removed all that there are stand in the update.
        let all = "#EXT-X-SKIP:SKIPPED-SEGMENTS=1\n"
        isKnown.append(client.take(Self.playlist(0, new + all + Self.segments(1...7))))
        #expect(isKnown == [true, true, true])
        #expect(client.equals(Self.playlist(0, new + Self.segments(0...7))))
    }

    @Test("A client that lacks some of what is skipped needs the whole playlist")
    func lacking() {
        var client = MergingClient()
        let delta = Self.playlist(4, "#EXT-X-SKIP:SKIPPED-SEGMENTS=4\n\(Self.segments(8...9))")
        let isKnown = [
            client.take(delta), client.take(Self.playlist(1, Self.segments(1...6))),
            client.take(delta), client.take(Self.playlist(5, Self.segments(5...9))),
            client.take(delta),
        ]
        #expect(isKnown == [false, true, false, true, false])
    }
}
