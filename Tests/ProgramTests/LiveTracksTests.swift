import Agenda
import Foundation
import HLSChecker
import Playlist
import Recording
import Testing

@testable import ratskanal

@Suite("What serve knows of a live session")
struct LiveTracksTests {
    static let session = SessionID(rawValue: "2026-11-20-gemeinderat")!
    static let evening = Date(timeIntervalSince1970: 1_795_194_000)

    static func epoch(_ number: Int = 1, at seconds: Double = 0, initEpoch: Int = 1) -> Epoch {
        Epoch(
            number: number, mediaStart: MediaTime(seconds: seconds),
            wallStart: evening.addingTimeInterval(Double(number - 1) * 100),
            tracks: [
                Track(
                    id: .video, format: .video(width: 1280, height: 720, frameRate: 25),
                    codec: "avc1.64001f", timescale: 90_000, initSection: [1, UInt8(number)]),
                Track(
                    id: .audio, format: .audio(sampleRate: 48_000, channels: 2),
                    codec: "mp4a.40.2", timescale: 48_000, initSection: [2]),
            ], initEpoch: initEpoch)
    }

    static func location(_ offset: Int64, _ length: Int64) -> Location {
        Location(file: "v", range: ByteRange(offset: offset, length: length))
    }

    static func part(
        _ index: Int, of sequence: Int, track: TrackID = .video, epoch: Int = 1,
        isStored: Bool = true
    ) -> Announcement {
        let scale: Int64 = track == .video ? 90_000 : 48_000
        let part = Part(
            index: index,
            start: TrackTime(
                value: Int64(sequence) * scale + Int64(index) * scale / 2, timescale: Int32(scale)),
            duration: scale / 2, isIndependent: index == 0,
            location: isStored ? location(Int64(sequence * 20 + index * 10), 10) : nil)
        return .part(
            session, track, epoch: epoch, sequence: sequence, part,
            bytes: [UInt8(sequence), UInt8(index)])
    }

    /// Of a second.
    static func segment(
        _ sequence: Int, track: TrackID = .video, isStored: Bool = true
    ) -> Segment {
        let scale: Int64 = track == .video ? 90_000 : 48_000
        return Segment(
            track: track, epoch: 1, sequence: sequence,
            start: TrackTime(value: Int64(sequence) * scale, timescale: Int32(scale)),
            duration: scale, isIndependent: true,
            location: isStored ? location(Int64(sequence * 20), 20) : nil)
    }

    /// The picture's playlist, once nothing is found wrong with any of the session's.
    static func text(
        _ tracks: LiveTracks, _ view: LivePlaylist.View = .event,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> String {
        var viewer = LiveViewer(view, of: tracks)
        let findings = try viewer.look()
        #expect(findings == [], sourceLocation: sourceLocation)
        return String(decoding: tracks.playlist(.video, view)?.bytes ?? [], as: UTF8.self)
    }

    static func live() -> LiveTracks {
        let tracks = LiveTracks(session: session)
        tracks.receive(.epoch(session, epoch()))
        tracks.receive(part(0, of: 0))
        tracks.receive(part(0, of: 0, track: .audio))
        tracks.receive(part(1, of: 0))
        tracks.receive(.segment(session, segment(0)))
        tracks.receive(part(0, of: 1))
        return tracks
    }

    @Test("Before the first epoch there is nothing to play")
    func empty() {
        let tracks = LiveTracks(session: Self.session)
        #expect(tracks.multivariant(.sliding) == nil)
        #expect(tracks.playlist(.video, .sliding) == nil)
        #expect(tracks.answer(BlockingReload(sequence: 0, part: 0), of: .video) == nil)
        #expect(tracks.position.clock.stretches.isEmpty)
    }

    @Test("A playlist is rendered once an announcement")
    func renderedOnce() throws {
        let tracks = Self.live()
        let first = try #require(tracks.playlist(.video, .sliding))
        #expect(tracks.playlist(.video, .sliding) === first)
        tracks.receive(Self.part(1, of: 0, track: .audio))
        let second = try #require(tracks.playlist(.video, .sliding))
        #expect(second !== first)
        #expect(
            try Self.text(tracks, .sliding).hasSuffix(
                "#EXT-X-RENDITION-REPORT:URI=\"../audio/live.m3u8\",LAST-MSN=0,LAST-PART=1\n"))
    }

    @Test("Media of other sessions changes nothing")
    func otherSession() throws {
        let tracks = Self.live()
        let before = try #require(tracks.playlist(.video, .event))
        let other = try #require(SessionID(rawValue: "2026-11-21-bauausschuss"))
        tracks.receive(.epoch(other, Self.epoch(2)))
        tracks.receive(.sessionEnded(other))
        #expect(tracks.playlist(.video, .event) === before)
    }

    @Test("Stored parts and segments are named, the rest is answered from memory")
    func media() throws {
        let tracks = Self.live()
        #expect(
            tracks.part(1, of: 0, epoch: 1, track: .video) == .ready(.stored(Self.location(10, 10)))
        )
        #expect(tracks.segment(0, epoch: 1, of: .video) == .stored(Self.location(0, 20)))
        #expect(tracks.segment(0, epoch: 2, of: .video) == nil)
        tracks.receive(Self.part(1, of: 1, isStored: false))
        #expect(tracks.part(1, of: 1, epoch: 1, track: .video) == .ready(.memory([1, 1])))
        #expect(tracks.segment(1, epoch: 1, of: .video) == nil)
        tracks.receive(.segment(Self.session, Self.segment(1, isStored: false)))
        #expect(tracks.segment(1, epoch: 1, of: .video) == .memory([1, 0, 1, 1]))
        #expect(try !Self.text(tracks).contains("#EXT-X-GAP"))
        for sequence in 2..<80 { tracks.receive(.segment(Self.session, Self.segment(sequence))) }
        #expect(try Self.text(tracks).contains("#EXT-X-GAP\n#EXTINF:1.00000,\ne1/1.m4s\n"))
        #expect(tracks.segment(1, epoch: 1, of: .video) == nil)
        #expect(tracks.part(1, of: 1, epoch: 1, track: .video) == .none)
    }

    @Test("What waits to be stored is answered from memory, for as long as it waits")
    func pending() throws {
        let tracks = Self.live()
        tracks.receive(Self.part(1, of: 1, isStored: false))
        var segment = Self.segment(1, isStored: false)
        segment.isPending = true
        tracks.receive(.segment(Self.session, segment))
        for sequence in 2..<80 { tracks.receive(.segment(Self.session, Self.segment(sequence))) }
        let waiting = try Self.text(tracks)
        #expect(!waiting.contains("#EXT-X-GAP"))
        #expect(tracks.segment(1, epoch: 1, of: .video) == .memory([1, 0, 1, 1]))
        #expect(tracks.part(1, of: 1, epoch: 1, track: .video) == .ready(.memory([1, 1])))
        tracks.receive(.segment(Self.session, Self.segment(1)))
        #expect(try Self.text(tracks) == waiting)
        #expect(tracks.segment(1, epoch: 1, of: .video) == .stored(Self.location(20, 20)))
    }

    @Test("What waited and is lost is a gap, and what was stored before it is a file's")
    func lost() throws {
        let tracks = Self.live()
        for sequence in 1..<4 {
            tracks.receive(Self.part(0, of: sequence, isStored: false))
            tracks.receive(Self.part(1, of: sequence, isStored: false))
            var segment = Self.segment(sequence, isStored: false)
            segment.isPending = true
            tracks.receive(.segment(Self.session, segment))
        }
        for sequence in 4..<80 { tracks.receive(.segment(Self.session, Self.segment(sequence))) }
        tracks.receive(.segment(Self.session, Self.segment(2, isStored: false)))
        #expect(tracks.segment(2, epoch: 1, of: .video) == nil)
        #expect(tracks.part(0, of: 2, epoch: 1, track: .video) == .none)
        #expect(tracks.segment(3, epoch: 1, of: .video) == .memory([3, 0, 3, 1]))
        tracks.receive(.segment(Self.session, Self.segment(1)))
        tracks.receive(.segment(Self.session, Self.segment(3)))
        let text = try Self.text(tracks)
        #expect(text.components(separatedBy: "#EXT-X-GAP").count == 2)
        #expect(text.contains("#EXT-X-GAP\n#EXTINF:1.00000,\ne1/2.m4s\n"))
        // Whatever is said later.
        tracks.receive(.segment(Self.session, Self.segment(2)))
        #expect(try Self.text(tracks) == text)
    }

    @Test("The hinted part is waited for; once another came in its place it is not there")
    func hint() throws {
        let tracks = Self.live()
        #expect(tracks.part(1, of: 1, epoch: 1, track: .video) == .later)
        #expect(tracks.part(2, of: 1, epoch: 1, track: .video) == .none)
        // Only its first part was announced.
        var short = Self.segment(1)
        short.duration /= 2
        tracks.receive(.segment(Self.session, short))
        #expect(tracks.part(1, of: 1, epoch: 1, track: .video) == .none)
        #expect(tracks.part(0, of: 2, epoch: 1, track: .video) == .later)
        tracks.receive(.sessionEnded(Self.session))
        #expect(tracks.part(0, of: 2, epoch: 1, track: .video) == .none)
        #expect(try Self.text(tracks).hasSuffix("#EXT-X-ENDLIST\n"))
    }

    @Test("A server that starts later goes on where the catalogue ends")
    func primed() throws {
        let segments = [TrackID.video, .audio].flatMap { track in
            (0..<3).map { Self.segment($0, track: track, isStored: $0 != 1) }
        }
        let tracks = LiveTracks(
            session: Self.session, key: "0a", epochs: [Self.epoch()], segments: segments)
        #expect(try Self.text(tracks).contains("#EXT-X-GAP\n#EXTINF:1.00000,\ne1/1.m4s?key=0a\n"))
        tracks.receive(.epoch(Self.session, Self.epoch(2, at: 3)))
        tracks.receive(Self.part(0, of: 3))
        #expect(tracks.answer(BlockingReload(sequence: 3, part: 0), of: .video) == .now)
        #expect(tracks.answer(BlockingReload(sequence: 3, part: 1), of: .video) == .later)
        #expect(tracks.initSection(of: .video, epoch: 2) == [1, 2])
        #expect(tracks.edge == MediaTime(seconds: 3.5))
        #expect(
            tracks.position.clock.wall(at: MediaTime(seconds: 3.25))
                == Self.evening.addingTimeInterval(100.25))
    }

    @Test("The room's playlist names the session by its path, the session's own does not")
    func multivariants() throws {
        let tracks = Self.live()
        let room = String(decoding: try #require(tracks.multivariant(.sliding)), as: UTF8.self)
        #expect(room.contains("URI=\"/sessions/2026-11-20-gemeinderat/audio/live.m3u8\""))
        #expect(room.hasSuffix("\n/sessions/2026-11-20-gemeinderat/video/live.m3u8\n"))
        let own = String(decoding: try #require(tracks.multivariant(.event)), as: UTF8.self)
        #expect(own.contains("URI=\"audio/session.m3u8\""))
        #expect(own.hasSuffix("\nvideo/session.m3u8\n"))
    }

    @Test("Date ranges and keys change what is rendered")
    func updates() throws {
        let tracks = Self.live()
        let item = DateRange(
            subject: .item(3), mediaStart: .zero, start: Self.evening, end: nil, title: "TOP 1")
        tracks.update(key: nil, dateRanges: [item])
        #expect(try Self.text(tracks).contains("X-ORG-RATSKANAL-TITLE=\"TOP 1\""))
        tracks.update(key: "ff", dateRanges: [item])
        #expect(try Self.text(tracks).contains("e1/init.mp4?key=ff"))
    }
}
