import Agenda
import Foundation
import HLSChecker
import Playlist
import Recording
import Testing

@Suite("Delta updates (RFC 8216bis §6.2.5.1)")
struct DeltaUpdateTests {
    private static func text(_ bytes: [UInt8]?) throws -> String {
        Recorded.text(try #require(bytes))
    }

    private static func range(_ item: Int64, at seconds: Double, end: Double? = nil) -> DateRange {
        DateRange(
            subject: .item(item), mediaStart: MediaTime(seconds: seconds),
            start: Recorded.evening.addingTimeInterval(seconds),
            end: end.map { Recorded.evening.addingTimeInterval($0) }, title: "TOP \(item)")
    }

    /// Nine segments of four seconds: two end before the boundary, the last three have parts.
    private static let live = LivePlaylistTests.live(closed: 9, open: 1)

    private static let rest = """
        #EXT-X-PROGRAM-DATE-TIME:2026-11-20T17:00:08.000Z
        #EXTINF:4.00000,
        e1/2.m4s
        #EXT-X-PROGRAM-DATE-TIME:2026-11-20T17:00:12.000Z
        #EXTINF:4.00000,
        e1/3.m4s
        #EXT-X-PROGRAM-DATE-TIME:2026-11-20T17:00:16.000Z
        #EXTINF:4.00000,
        e1/4.m4s
        #EXT-X-PROGRAM-DATE-TIME:2026-11-20T17:00:20.000Z
        #EXTINF:4.00000,
        e1/5.m4s
        \(parts(of: 6))
        #EXTINF:4.00000,
        e1/6.m4s
        \(parts(of: 7))
        #EXTINF:4.00000,
        e1/7.m4s
        \(parts(of: 8))
        #EXTINF:4.00000,
        e1/8.m4s
        #EXT-X-PROGRAM-DATE-TIME:2026-11-20T17:00:36.000Z
        #EXT-X-PART:DURATION=0.52000,URI="e1/9.0.m4s",INDEPENDENT=YES
        #EXT-X-PRELOAD-HINT:TYPE=PART,URI="e1/9.1.m4s"
        #EXT-X-RENDITION-REPORT:URI="../audio/session.m3u8",LAST-MSN=9,LAST-PART=0

        """

    private static func parts(of sequence: Int) -> String {
        let lines = (0..<8).map { part in
            "#EXT-X-PART:DURATION=\(part == 7 ? "0.36000" : "0.52000"),"
                + "URI=\"e1/\(sequence).\(part).m4s\"\(part == 0 ? ",INDEPENDENT=YES" : "")"
        }
        let date = "#EXT-X-PROGRAM-DATE-TIME:2026-11-20T17:00:\(sequence * 4).000Z"
        return ([date] + lines).joined(separator: "\n")
    }

    private static let head = """
        #EXTM3U
        #EXT-X-VERSION:10
        #EXT-X-PLAYLIST-TYPE:EVENT
        #EXT-X-TARGETDURATION:4
        #EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL=24.0,CAN-SKIP-DATERANGES=YES,\
        HOLD-BACK=12.0,PART-HOLD-BACK=1.56
        #EXT-X-PART-INF:PART-TARGET=0.52
        #EXT-X-MEDIA-SEQUENCE:0
        #EXT-X-DISCONTINUITY-SEQUENCE:0
        """

    private static let report = RenditionReport(track: .audio, sequence: 9, part: 0)

    @Test("Segments are left out, all that is not theirs stays")
    func segments() throws {
        let text = try Self.text(
            Self.live.delta(
                .event, dateRanges: [Self.range(1, at: 2, end: 6)], reports: [Self.report]))
        #expect(
            text == Self.head + "\n"
                + "#EXT-X-DATERANGE:ID=\"i1-180000\",CLASS=\"org.ratskanal.item\","
                + "START-DATE=\"2026-11-20T17:00:02.000Z\",DURATION=4.000,"
                + "X-ORG-RATSKANAL-ITEM=\"1\",X-ORG-RATSKANAL-TITLE=\"TOP 1\"\n"
                + "#EXT-X-SKIP:SKIPPED-SEGMENTS=2\n" + Self.rest)
    }

    @Test("Date ranges are left out, those that went lately are named")
    func dateRanges() throws {
        let none = try Self.text(Self.live.delta(.event, removed: [], reports: [Self.report]))
        #expect(
            none == Self.head + "\n"
                + "#EXT-X-SKIP:SKIPPED-SEGMENTS=2,RECENTLY-REMOVED-DATERANGES=\"\"\n" + Self.rest)
        let some = try Self.text(
            Self.live.delta(
                .event, dateRanges: [Self.range(2, at: 30)], removed: ["i1-0", "s4-9"]))
        #expect(
            some.contains(
                "#EXT-X-DATERANGE:ID=\"i2-2700000\",CLASS=\"org.ratskanal.item\","
                    + "START-DATE=\"2026-11-20T17:00:30.000Z\",X-ORG-RATSKANAL-ITEM=\"2\","
                    + "X-ORG-RATSKANAL-TITLE=\"TOP 2\"\n#EXT-X-SKIP:SKIPPED-SEGMENTS=2,"
                    + "RECENTLY-REMOVED-DATERANGES=\"i1-0\ts4-9\"\n"))
    }

    @Test("The sliding playlist's update counts what is left out from its own first segment")
    func sliding() throws {
        let playlist = LivePlaylistTests.live(closed: 200, open: 1)
        let lines = try Self.text(playlist.delta(.sliding, removed: []))
            .split(separator: "\n")
        #expect(
            Array(lines[5...9]) == [
                "#EXT-X-MEDIA-SEQUENCE:51", "#EXT-X-DISCONTINUITY-SEQUENCE:0",
                "#EXT-X-SKIP:SKIPPED-SEGMENTS=142,RECENTLY-REMOVED-DATERANGES=\"\"",
                "#EXT-X-PROGRAM-DATE-TIME:2026-11-20T17:12:52.000Z", "#EXTINF:4.00000,",
            ])
        #expect(lines[10] == "e1/193.m4s")
        #expect(lines.count { $0.hasPrefix("#EXTINF") } == 7)
        #expect(lines.count { $0.hasPrefix("#EXT-X-MAP") } == 0)
    }

    @Test(
        "The boundary is counted from the end of the last segment that is complete",
        arguments: [
            (0, 0, 0), (0, 3, 0), (7, 0, 0), (7, 7, 0), (8, 0, 1), (8, 7, 1), (9, 1, 2),
            (20, 3, 13),
        ])
    func boundary(closed: Int, open: Int, skipped: Int) {
        let playlist = LivePlaylistTests.live(closed: closed, open: open)
        #expect(playlist.skippable(.event) == skipped)
        #expect((playlist.delta(.event) == nil) == (skipped == 0))
    }

    @Test("A change of parameters within what is listed is written, one before it is not")
    func parameters() throws {
        var playlist = LivePlaylistTests.live(closed: 3, open: 0)
        playlist.begin(Recorded.epoch(2, at: 12))
        for sequence in 3..<12 { playlist.end(Recorded.segment(sequence, epoch: 2)) }
        playlist.begin(Recorded.epoch(3, at: 48))
        for sequence in 12..<15 { playlist.end(Recorded.segment(sequence, epoch: 3)) }
        let text = try Self.text(playlist.delta(.event))
        #expect(text.contains("#EXT-X-SKIP:SKIPPED-SEGMENTS=8\n"))
        #expect(text.contains("#EXT-X-DISCONTINUITY-SEQUENCE:0\n"))
        #expect(text.contains("#EXT-X-DISCONTINUITY\n#EXT-X-MAP:URI=\"e3/init.mp4\"\n"))
        #expect(!text.contains("e2/init.mp4"))
    }

    @Test("What became a gap when it settled is told for as long as the boundary is")
    func gap() throws {
        var playlist = LivePlaylist(track: .video)
        playlist.begin(Recorded.epoch(1))
        playlist.end(Recorded.segment(0))
        for index in 0..<8 {
            playlist.append(Recorded.part(index, of: 1, isStored: false), sequence: 1, epoch: 1)
        }
        playlist.end(Recorded.segment(1, isStored: false))
        for sequence in 2..<60 {
            playlist.end(Recorded.segment(sequence))
            let skipped = playlist.skippable(.event)
            // Its end is at 8 s; the first end more than 60 s after that makes it a gap, which is
            // told for 24 s.
            let end = Double(sequence + 1) * 4
            let old = max(0, sequence - 6)
            let isTold = end >= 72 && end <= 72 + 24
            #expect(skipped == (isTold ? min(1, old) : old))
            if isTold {
                #expect(try Self.text(playlist.delta(.event)).contains("#EXT-X-GAP\n"))
            }
        }
    }

    @Test("A session that has ended leaves nothing out")
    func ended() {
        var playlist = Self.live
        playlist.isEnded = true
        #expect(playlist.delta(.event) == nil)
        #expect(playlist.delta(.sliding, removed: []) == nil)
    }

    @Test("Each URI of an unlisted session bears its key")
    func keyed() throws {
        var playlist = Self.live
        playlist.setKey("0a")
        let keyed = try Self.text(playlist.delta(.event, reports: [Self.report]))
        let plain = try Self.text(Self.live.delta(.event, reports: [Self.report]))
        #expect(keyed != plain)
        #expect(keyed.replacing("?key=0a", with: "") == plain)
    }

    @Test("A ledger lists what came within the boundary and names what went, each as long")
    func ledger() throws {
        let begin = ContinuousClock.now
        func at(_ seconds: Double) -> ContinuousClock.Instant { begin + .seconds(seconds) }
        var ledger = DateRangeLedger()
        let (one, two) = (Self.range(1, at: 0), Self.range(2, at: 10))
        ledger.show([one], at: at(0))
        #expect(ledger.recent(at: at(24)) == [one])
        #expect(ledger.recent(at: at(24.1)) == [])
        #expect(ledger.expiry(at: at(3)) == at(24))
        ledger.show([Self.range(1, at: 0, end: 10), two], at: at(30))
        ledger.show([Self.range(1, at: 0, end: 10), two], at: at(40))
        #expect(ledger.recent(at: at(41)) == [Self.range(1, at: 0, end: 10), two])
        #expect(ledger.removedLately(at: at(41)) == [])
        // Its start was corrected: another range.
        let corrected = Self.range(2, at: 11)
        ledger.show([Self.range(1, at: 0, end: 10), corrected], at: at(50))
        #expect(ledger.recent(at: at(60)) == [corrected])
        #expect(ledger.removedLately(at: at(74)) == ["i2-900000"])
        #expect(ledger.removedLately(at: at(74.1)) == [])
        #expect(ledger.expiry(at: at(60)) == at(74))
        // And back again.
        ledger.show([two], at: at(70))
        #expect(ledger.recent(at: at(70)) == [two])
        #expect(ledger.removedLately(at: at(70)) == ["i1-0", "i2-990000"])
        #expect(ledger.expiry(at: at(94.1)) == nil)
    }
}
