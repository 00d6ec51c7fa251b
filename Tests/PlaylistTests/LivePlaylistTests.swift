import Agenda
import Foundation
import Playlist
import Recording
import Testing

@Suite("Playlists of a live session")
struct LivePlaylistTests {
    /// Segments 0 to `closed - 1` with eight parts each, and an open one of `open` parts.
    static func live(closed: Int, open: Int) -> LivePlaylist {
        var playlist = LivePlaylist(track: .video)
        playlist.begin(Recorded.epoch(1))
        for sequence in 0..<closed {
            for index in 0..<8 {
                playlist.append(Recorded.part(index, of: sequence), sequence: sequence, epoch: 1)
            }
            playlist.end(Recorded.segment(sequence))
        }
        for index in 0..<open {
            playlist.append(Recorded.part(index, of: closed), sequence: closed, epoch: 1)
        }
        return playlist
    }

    @Test("The EVENT playlist has everything, parts at its end alone")
    func event() {
        let range = DateRange(
            subject: .item(12), mediaStart: MediaTime(seconds: 2),
            start: Recorded.evening.addingTimeInterval(2),
            end: Recorded.evening.addingTimeInterval(5.25), title: "TOP 3")
        let text = Recorded.text(
            Self.live(closed: 1, open: 2).bytes(
                .event, dateRanges: [range],
                reports: [
                    RenditionReport(track: .video, sequence: 1, part: 1),
                    RenditionReport(track: .audio, sequence: 1, part: 0),
                ]))
        #expect(
            text == """
                #EXTM3U
                #EXT-X-VERSION:10
                #EXT-X-PLAYLIST-TYPE:EVENT
                #EXT-X-TARGETDURATION:4
                #EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL=24.0,CAN-SKIP-DATERANGES=YES,HOLD-BACK=12.0,PART-HOLD-BACK=1.56
                #EXT-X-PART-INF:PART-TARGET=0.52
                #EXT-X-MEDIA-SEQUENCE:0
                #EXT-X-DISCONTINUITY-SEQUENCE:0
                #EXT-X-DATERANGE:ID="i12-180000",CLASS="org.ratskanal.item",\
                START-DATE="2026-11-20T17:00:02.000Z",DURATION=3.250,\
                X-ORG-RATSKANAL-ITEM="12",X-ORG-RATSKANAL-TITLE="TOP 3"
                #EXT-X-MAP:URI="e1/init.mp4"
                #EXT-X-PROGRAM-DATE-TIME:2026-11-20T17:00:00.000Z
                #EXT-X-PART:DURATION=0.52000,URI="e1/0.0.m4s",INDEPENDENT=YES
                #EXT-X-PART:DURATION=0.52000,URI="e1/0.1.m4s"
                #EXT-X-PART:DURATION=0.52000,URI="e1/0.2.m4s"
                #EXT-X-PART:DURATION=0.52000,URI="e1/0.3.m4s"
                #EXT-X-PART:DURATION=0.52000,URI="e1/0.4.m4s"
                #EXT-X-PART:DURATION=0.52000,URI="e1/0.5.m4s"
                #EXT-X-PART:DURATION=0.52000,URI="e1/0.6.m4s"
                #EXT-X-PART:DURATION=0.36000,URI="e1/0.7.m4s"
                #EXTINF:4.00000,
                e1/0.m4s
                #EXT-X-PROGRAM-DATE-TIME:2026-11-20T17:00:04.000Z
                #EXT-X-PART:DURATION=0.52000,URI="e1/1.0.m4s",INDEPENDENT=YES
                #EXT-X-PART:DURATION=0.52000,URI="e1/1.1.m4s"
                #EXT-X-PRELOAD-HINT:TYPE=PART,URI="e1/1.2.m4s"
                #EXT-X-RENDITION-REPORT:URI="../audio/session.m3u8",LAST-MSN=1,LAST-PART=0

                """)
    }

    @Test("The sliding playlist begins ten minutes ago with a MAP of its own")
    func sliding() {
        let lines = Recorded.text(Self.live(closed: 200, open: 1).bytes(.sliding))
            .split(separator: "\n")
        #expect(
            Array(lines.prefix(11)) == [
                "#EXTM3U", "#EXT-X-VERSION:10", "#EXT-X-TARGETDURATION:4",
                "#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL=24.0,CAN-SKIP-DATERANGES=YES,HOLD-BACK=12.0,PART-HOLD-BACK=1.56",
                "#EXT-X-PART-INF:PART-TARGET=0.52", "#EXT-X-MEDIA-SEQUENCE:51",
                "#EXT-X-DISCONTINUITY-SEQUENCE:0", "#EXT-X-MAP:URI=\"e1/init.mp4\"",
                "#EXT-X-PROGRAM-DATE-TIME:2026-11-20T17:03:24.000Z", "#EXTINF:4.00000,",
                "e1/51.m4s",
            ])
        #expect(lines.count { $0.hasPrefix("#EXTINF") } == 149)
        #expect(lines.count { $0.hasPrefix("#EXT-X-MAP") } == 1)
        #expect(lines.first { $0.hasPrefix("#EXT-X-PART:") }?.contains("e1/197.0") == true)
        #expect(lines.last == "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"e1/200.1.m4s\"")
    }

    @Test("Discontinuities that have left the sliding playlist are counted, others are written")
    func discontinuitySequence() {
        var playlist = LivePlaylist(track: .video)
        for epoch in 1...3 {
            playlist.begin(Recorded.epoch(epoch, at: Double(epoch - 1) * 320))
            for sequence in ((epoch - 1) * 80)..<(epoch * 80) {
                playlist.end(Recorded.segment(sequence, epoch: epoch))
            }
        }
        let text = Recorded.text(playlist.bytes(.sliding))
        #expect(text.contains("#EXT-X-MEDIA-SEQUENCE:90\n#EXT-X-DISCONTINUITY-SEQUENCE:1\n"))
        #expect(text.contains("#EXT-X-DISCONTINUITY\n#EXT-X-MAP:URI=\"e3/init.mp4\"\n"))
        #expect(text.components(separatedBy: "#EXT-X-DISCONTINUITY\n").count == 2)
        #expect(Recorded.text(playlist.bytes(.event)).contains("DISCONTINUITY-SEQUENCE:0\n"))
    }

    @Test("The sliding playlist has only the date ranges that overlap it, the EVENT one all")
    func overlappingRanges() {
        let ranges = [(0.0, 150.0), (150.0, 260.0), (700.0, Double?.none)].map { start, end in
            DateRange(
                subject: .item(Int64(start)), mediaStart: MediaTime(seconds: start),
                start: Recorded.evening.addingTimeInterval(start),
                end: end.map { Recorded.evening.addingTimeInterval($0) }, title: "")
        }
        let playlist = Self.live(closed: 200, open: 1)
        let sliding = Recorded.text(playlist.bytes(.sliding, dateRanges: ranges))
        #expect(sliding.components(separatedBy: "#EXT-X-DATERANGE").count == 3)
        let event = Recorded.text(playlist.bytes(.event, dateRanges: ranges))
        #expect(event.components(separatedBy: "#EXT-X-DATERANGE").count == 4)
    }

    @Test("Text written bit by bit is the text written at once")
    func incremental() {
        var keyed = Self.live(closed: 60, open: 0)
        keyed.isEnded = true
        let plain = Recorded.text(keyed.bytes(.event))
        keyed.setKey("0a")
        let text = Recorded.text(keyed.bytes(.event))
        #expect(text.replacing("?key=0a", with: "") == plain)
        var primed = LivePlaylist(track: .video, address: MediaAddress(key: "0a"))
        primed.begin(Recorded.epoch(1))
        for segment in keyed.segments { primed.end(segment) }
        primed.isEnded = true
        #expect(Recorded.text(primed.bytes(.event)) == text)
        #expect(text.hasSuffix("e1/59.m4s?key=0a\n#EXT-X-ENDLIST\n"))
    }

    @Test("A segment that was never stored plays from memory for a minute, then is a gap")
    func gap() {
        var playlist = LivePlaylist(track: .video)
        playlist.begin(Recorded.epoch(1))
        for index in 0..<8 {
            playlist.append(Recorded.part(index, of: 0, isStored: false), sequence: 0, epoch: 1)
        }
        playlist.end(Recorded.segment(0, isStored: false))
        #expect(!Recorded.text(playlist.bytes(.event)).contains("#EXT-X-GAP"))
        for sequence in 1..<20 { playlist.end(Recorded.segment(sequence)) }
        let text = Recorded.text(playlist.bytes(.event))
        #expect(text.contains("#EXT-X-GAP\n#EXTINF:4.00000,\ne1/0.m4s\n"))
        #expect(text.components(separatedBy: "#EXT-X-GAP").count == 2)
    }

    /// A playlist whose first segment is announced from memory, and so many stored ones after it.
    private static func pending(_ stored: Int) -> LivePlaylist {
        var playlist = LivePlaylist(track: .video)
        playlist.begin(Recorded.epoch(1))
        for index in 0..<8 {
            playlist.append(Recorded.part(index, of: 0, isStored: false), sequence: 0, epoch: 1)
        }
        var segment = Recorded.segment(0, isStored: false)
        segment.isPending = true
        playlist.end(segment)
        for sequence in 1..<stored + 1 { playlist.end(Recorded.segment(sequence)) }
        return playlist
    }

    @Test("A segment that waits to be stored is no gap however old it is, and plays on when it is")
    func pending() {
        for count in [0, 5, 40, 200] {
            var playlist = Self.pending(count)
            let waiting = LivePlaylist.View.allCases.map { Recorded.text(playlist.bytes($0)) }
            #expect(!waiting.joined().contains("#EXT-X-GAP"))
            #expect(playlist.segment(sequence: 0)?.parts.count == 8)
            let isInWindow = count < 150
            playlist.end(Recorded.segment(0))
            #expect(playlist.segment(sequence: 0)?.location != nil)
            let event = Recorded.text(playlist.bytes(.event))
            #expect(event == waiting[1])
            if isInWindow { #expect(Recorded.text(playlist.bytes(.sliding)) == waiting[0]) }
            // Said once, nothing changes it.
            playlist.end(Recorded.segment(0, isStored: false))
            #expect(Recorded.text(playlist.bytes(.event)) == event)
            #expect(playlist.rate.highest == 250_000)
        }
    }

    @Test("A segment that waited and is lost is a gap for ever, which updates tell for a while")
    func lost() {
        var playlist = Self.pending(20)
        playlist.end(Recorded.segment(0, isStored: false))
        let lost = Recorded.text(playlist.bytes(.event))
        #expect(lost.contains("#EXT-X-GAP\n#EXTINF:4.00000,\ne1/0.m4s\n"))
        #expect(playlist.skippable(.event) == 0)
        playlist.end(Recorded.segment(0))
        #expect(Recorded.text(playlist.bytes(.event)) == lost)
        for sequence in 21..<28 { playlist.end(Recorded.segment(sequence)) }
        #expect(playlist.skippable(.event) > 0)
    }

    @Test("A segment that ingest never completed has the bytes of its parts")
    func neverCompleted() {
        var playlist = LivePlaylist(track: .video)
        playlist.begin(Recorded.epoch(1))
        for index in 0..<3 { playlist.append(Recorded.part(index, of: 0), sequence: 0, epoch: 1) }
        playlist.begin(Recorded.epoch(2, at: 1.56, initEpoch: 1))
        #expect(playlist.segments[0].location?.range == ByteRange(offset: 0, length: 3000))
        #expect(playlist.hint?.epoch == 2)
        #expect(Recorded.text(playlist.bytes(.event)).contains("#EXTINF:1.56000,\ne1/0.m4s\n"))
    }

    @Test(
        "A blocking reload waits for what comes next and refuses what is far (8216bis §6.2.5.2)",
        arguments: [
            (0, nil, BlockingReload.Answer.now), (2, nil, .now), (2, 3, .now), (2, 7, .now),
            (2, 8, .now), (3, 0, .now), (3, 1, .now), (3, 2, .later), (3, nil, .later),
            (4, nil, .later), (5, 0, .later), (6, nil, .refused), (6, 0, .refused),
        ] as [(Int, Int?, BlockingReload.Answer)])
    func blocking(sequence: Int, part: Int?, answer: BlockingReload.Answer) {
        let playlist = Self.live(closed: 3, open: 2)
        #expect(playlist.answer(BlockingReload(sequence: sequence, part: part)) == answer)
    }

    @Test("One past the last part of the newest segment waits for the next segment")
    func pastLastPart() {
        let playlist = Self.live(closed: 3, open: 0)
        #expect(playlist.answer(BlockingReload(sequence: 2, part: 8)) == .later)
        #expect(playlist.answer(BlockingReload(sequence: 2, part: 7)) == .now)
    }

    @Test("Nothing waits for a session that has ended")
    func ended() {
        var playlist = Self.live(closed: 3, open: 0)
        playlist.isEnded = true
        #expect(playlist.answer(BlockingReload(sequence: 3, part: 0)) == .now)
        #expect(Recorded.text(playlist.bytes(.sliding)).hasSuffix("\n#EXT-X-ENDLIST\n"))
    }

    @Test(
        "A query of blocking is read strictly",
        arguments: [
            (nil, nil, nil, true), ("3", nil, [3], true), ("3", "1", [3, 1], true),
            (nil, "1", nil, false), ("", nil, nil, false), ("-1", nil, nil, false),
            ("3", "x", nil, false), ("99999999999", nil, nil, false), ("+3", nil, nil, false),
        ] as [(String?, String?, [Int]?, Bool)])
    func queries(msn: String?, part: String?, read: [Int]?, isGood: Bool) throws {
        guard isGood else {
            #expect(throws: BlockingReload.Malformed.self) {
                try BlockingReload(msn: msn, part: part)
            }
            return
        }
        let reload = try BlockingReload(msn: msn, part: part)
        #expect(reload.map { [$0.sequence] + ($0.part.map { [$0] } ?? []) } == read)
    }

    @Test("Eight hours of EVENT are appended to, not written again, and updates are short")
    func eightHours() {
        var playlist = LivePlaylist(track: .video)
        playlist.begin(Recorded.epoch(1))
        for sequence in 0..<7200 { playlist.end(Recorded.segment(sequence)) }
        /// Of this thread's own work, in seconds: other tests run beside this one.
        func spent(on work: () -> Void) -> Double {
            var begin = timespec()
            var end = timespec()
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &begin)
            work()
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &end)
            return Double(end.tv_sec - begin.tv_sec) + Double(end.tv_nsec - begin.tv_nsec) / 1e9
        }
        let once = (0..<5).map { _ in spent { _ = playlist.bytes(.event) } }.min() ?? 0
        #expect(Recorded.text(playlist.bytes(.event)).utf8.count > 500_000)
        // Written anew it takes some tens of milliseconds even in a release build.
        #expect(once < 0.02, "\(once) s")
        let update = playlist.delta(.event, removed: []) ?? []
        #expect((500..<2000).contains(update.count))
    }
}
