import Agenda
import Foundation
import Playlist
import Recording
import Testing

@Suite("Playlists that are complete")
struct MediaPlaylistTests {
    @Test("A session that has ended is VOD, one MAP for epochs of the same parameters")
    func wholeSession() {
        let playlist = MediaPlaylist(
            epochs: [
                Recorded.epoch(1), Recorded.epoch(2, at: 8, wall: 60, initEpoch: 1),
                Recorded.epoch(3, at: 12, wall: 70),
            ],
            segments: [
                Recorded.segment(0), Recorded.segment(1), Recorded.segment(2, epoch: 2),
                Recorded.segment(3, epoch: 3, isStored: false),
                Recorded.segment(4, epoch: 3, seconds: 1.48),
            ])
        #expect(
            Recorded.text(playlist.bytes) == """
                #EXTM3U
                #EXT-X-VERSION:8
                #EXT-X-PLAYLIST-TYPE:VOD
                #EXT-X-TARGETDURATION:4
                #EXT-X-INDEPENDENT-SEGMENTS
                #EXT-X-MEDIA-SEQUENCE:0
                #EXT-X-MAP:URI="e1/init.mp4"
                #EXT-X-PROGRAM-DATE-TIME:2026-11-20T17:00:00.000Z
                #EXTINF:4.00000,
                e1/0.m4s
                #EXT-X-PROGRAM-DATE-TIME:2026-11-20T17:00:04.000Z
                #EXTINF:4.00000,
                e1/1.m4s
                #EXT-X-PROGRAM-DATE-TIME:2026-11-20T17:01:00.000Z
                #EXTINF:4.00000,
                e2/2.m4s
                #EXT-X-DISCONTINUITY
                #EXT-X-MAP:URI="e3/init.mp4"
                #EXT-X-PROGRAM-DATE-TIME:2026-11-20T17:01:10.000Z
                #EXT-X-GAP
                #EXTINF:4.00000,
                e3/3.m4s
                #EXT-X-PROGRAM-DATE-TIME:2026-11-20T17:01:14.000Z
                #EXTINF:1.48000,
                e3/4.m4s
                #EXT-X-ENDLIST

                """)
    }

    @Test("A clip has the covering segments alone and starts exactly")
    func clip() {
        let range = MediaInterval(start: MediaTime(seconds: 4.6), end: MediaTime(seconds: 9))
        let playlist = MediaPlaylist(
            clip: [range], epochs: [Recorded.epoch(1)],
            segments: (0..<5).map { Recorded.segment($0) },
            address: MediaAddress(base: "/sessions/2026-11-20-rat/video/", key: "00ff"))
        #expect(
            Recorded.text(playlist.bytes) == """
                #EXTM3U
                #EXT-X-VERSION:8
                #EXT-X-PLAYLIST-TYPE:VOD
                #EXT-X-TARGETDURATION:4
                #EXT-X-INDEPENDENT-SEGMENTS
                #EXT-X-MEDIA-SEQUENCE:0
                #EXT-X-START:TIME-OFFSET=0.600,PRECISE=YES
                #EXT-X-MAP:URI="/sessions/2026-11-20-rat/video/e1/init.mp4?key=00ff"
                #EXT-X-PROGRAM-DATE-TIME:2026-11-20T17:00:04.000Z
                #EXTINF:4.00000,
                /sessions/2026-11-20-rat/video/e1/1.m4s?key=00ff
                #EXT-X-PROGRAM-DATE-TIME:2026-11-20T17:00:08.000Z
                #EXTINF:4.00000,
                /sessions/2026-11-20-rat/video/e1/2.m4s?key=00ff
                #EXT-X-ENDLIST

                """)
    }

    @Test("A clip of an item taken up again says where the timeline jumps")
    func clipOfTwoRanges() {
        let ranges = [(0.0, 4.0), (12.0, 15.0)].map {
            MediaInterval(start: MediaTime(seconds: $0.0), end: MediaTime(seconds: $0.1))
        }
        let playlist = MediaPlaylist(
            clip: ranges, epochs: [Recorded.epoch(1)],
            segments: (0..<5).map { Recorded.segment($0) }, address: MediaAddress())
        let lines = Recorded.text(playlist.bytes).split(separator: "\n").suffix(6)
        #expect(
            Array(lines) == [
                "e1/0.m4s", "#EXT-X-DISCONTINUITY",
                "#EXT-X-PROGRAM-DATE-TIME:2026-11-20T17:00:12.000Z", "#EXTINF:4.00000,",
                "e1/3.m4s", "#EXT-X-ENDLIST",
            ])
    }

    @Test("The sound of a clip has the picture's numbers and discontinuities")
    func clipOfSound() {
        let ranges = [(0.0, 4.0), (8.0, 12.005)].map {
            MediaInterval(start: MediaTime(seconds: $0.0), end: MediaTime(seconds: $0.1))
        }
        let sound = (0..<5).map { sequence in
            Segment(
                track: .audio, epoch: 1, sequence: sequence,
                start: TrackTime(value: Int64(sequence) * 192_000 + 512, timescale: 48_000),
                duration: 192_000, isIndependent: true,
                location: Recorded.segment(sequence).location)
        }
        let playlist = MediaPlaylist(
            clip: ranges, epochs: [Recorded.epoch(1)], segments: sound,
            picture: (0..<5).map { Recorded.segment($0) }, address: MediaAddress())
        #expect(playlist.segments.map(\.sequence) == [0, 2, 3])
        let text = Recorded.text(playlist.bytes)
        #expect(text.matches(of: /#EXT-X-DISCONTINUITY\n/).count == 1)
    }

    @Test("Each date is one segment's, though the next epoch's clock is set back")
    func datesNeverDecrease() {
        let playlist = MediaPlaylist(
            epochs: [Recorded.epoch(1), Recorded.epoch(2, at: 4, wall: -3, initEpoch: 1)],
            segments: [
                Recorded.segment(0), Recorded.segment(1, epoch: 2), Recorded.segment(2, epoch: 2),
            ])
        let dates = Recorded.text(playlist.bytes).split(separator: "\n").filter {
            $0.hasPrefix("#EXT-X-PROGRAM-DATE-TIME")
        }
        #expect(dates.map { $0.suffix(10) } == ["00:00.000Z", "00:04.000Z", "00:08.000Z"])
    }

    @Test("Without a segment there are no date ranges, as they need a segment's date")
    func rangesWithoutSegments() {
        let range = DateRange(
            subject: .item(1), mediaStart: .zero, start: Recorded.evening, end: nil, title: "")
        let complete = MediaPlaylist(
            epochs: [Recorded.epoch(1)], segments: [], dateRanges: [range])
        #expect(!Recorded.text(complete.bytes).contains("#EXT-X-DATERANGE"))
        var live = LivePlaylist(track: .video)
        live.begin(Recorded.epoch(1))
        let text = Recorded.text(live.bytes(.event, dateRanges: [range]))
        #expect(!text.contains("#EXT-X-DATERANGE"))
    }

    @Test(
        "A title writes no tag of its own",
        arguments: [
            ("TOP 3 Haushalt", "TOP 3 Haushalt"), ("\"Neue Mitte\"", "'Neue Mitte'"),
            ("a\r\n#EXT-X-ENDLIST", "a  #EXT-X-ENDLIST"), ("<b>&amp;", "<b>&amp;"),
            ("a\u{2028}b\u{0}c", "a b c"),
        ])
    func titles(typed: String, written: String) {
        let range = DateRange(
            subject: .speech(9), mediaStart: MediaTime(seconds: 2), start: Recorded.evening,
            end: nil, title: typed)
        let playlist = MediaPlaylist(
            epochs: [Recorded.epoch(1)], segments: [Recorded.segment(0)], dateRanges: [range])
        #expect(
            Recorded.text(playlist.bytes).split(separator: "\n")[6]
                == "#EXT-X-DATERANGE:ID=\"s9-180000\",CLASS=\"org.ratskanal.speech\","
                + "START-DATE=\"2026-11-20T17:00:00.000Z\",X-ORG-RATSKANAL-SPEECH=\"9\","
                + "X-ORG-RATSKANAL-TITLE=\"\(written)\"")
    }

    @Test(
        "Dates are written to the millisecond",
        arguments: [
            (0.0, "1970-01-01T00:00:00.000Z"), (951_782_399.9996, "2000-02-29T00:00:00.000Z"),
            (1_795_194_000.0405, "2026-11-20T17:00:00.041Z"), (-0.001, "1969-12-31T23:59:59.999Z"),
            (4_107_542_399, "2100-02-28T23:59:59.000Z"),
            (4_107_542_400, "2100-03-01T00:00:00.000Z"),
        ])
    func dates(seconds: Double, written: String) {
        let epoch = Epoch(
            number: 1, mediaStart: .zero, wallStart: Date(timeIntervalSince1970: seconds),
            tracks: [], initEpoch: 1)
        let playlist = MediaPlaylist(epochs: [epoch], segments: [Recorded.segment(0)])
        #expect(
            Recorded.text(playlist.bytes).contains("#EXT-X-PROGRAM-DATE-TIME:\(written)\n"))
    }

    @Test("Durations of 1,024 samples at 44.1 kHz are rounded once")
    func exactDurations() {
        let segment = Segment(
            track: .audio, epoch: 1, sequence: 0, start: TrackTime(value: 0, timescale: 44_100),
            duration: 172 * 1024, isIndependent: true,
            location: Location(file: "a", range: ByteRange(offset: 0, length: 1)))
        let playlist = MediaPlaylist(epochs: [], segments: [segment])
        #expect(Recorded.text(playlist.bytes).contains("#EXTINF:3.99383,\n"))
    }
}
