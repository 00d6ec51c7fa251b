import Agenda
import Foundation
import HLSChecker
import Playlist
import Recording
import Testing

@testable import ratskanal

@Suite("What a live session's playlists said stays said")
struct LiveHistoryTests {
    private typealias Given = LiveTracksTests

    /// A segment of both tracks, part by part; a look after each announcement.
    private func record(_ sequence: Int, _ viewers: inout [LiveViewer]) throws {
        var announcements: [Announcement] = []
        for track in [TrackID.video, .audio] {
            for index in 0..<2 {
                announcements.append(Given.part(index, of: sequence, track: track))
            }
        }
        for track in [TrackID.video, .audio] {
            announcements.append(.segment(Given.session, Given.segment(sequence, track: track)))
        }
        for announcement in announcements { try receive(announcement, &viewers) }
    }

    private func receive(
        _ announcement: Announcement, _ viewers: inout [LiveViewer]
    ) throws {
        viewers[0].tracks.receive(announcement)
        try look(&viewers)
    }

    private func look(_ viewers: inout [LiveViewer]) throws {
        for index in viewers.indices {
            let findings = try viewers[index].look()
            #expect(findings == [])
        }
    }

    private func viewers(of tracks: LiveTracks) -> [LiveViewer] {
        LivePlaylist.View.allCases.map { LiveViewer($0, of: tracks) }
    }

    @Test("Announcement by announcement, until it ends")
    func live() throws {
        let tracks = LiveTracks(session: Given.session)
        tracks.receive(.epoch(Given.session, Given.epoch()))
        var viewers = viewers(of: tracks)
        for sequence in 0..<6 { try record(sequence, &viewers) }
        tracks.update(
            key: nil,
            dateRanges: [
                DateRange(
                    subject: .item(3), mediaStart: .zero, start: Given.evening, end: nil,
                    title: "TOP 1"
                )
            ])
        for sequence in 6..<9 { try record(sequence, &viewers) }
        try receive(.sessionEnded(Given.session), &viewers)
    }

    @Test("After a kill, from what the catalogue has")
    func restart() throws {
        let tracks = LiveTracks(session: Given.session)
        tracks.receive(.epoch(Given.session, Given.epoch()))
        var viewers = viewers(of: tracks)
        for sequence in 0..<4 { try record(sequence, &viewers) }
        try receive(Given.part(0, of: 4), &viewers)

        var segments = [TrackID.video, .audio].flatMap { track in
            (0..<4).map { Given.segment($0, track: track) }
        }
        // What was open is as long as what was announced of it.
        var open = Given.segment(4)
        open.duration = 45_000
        segments.append(open)
        let again = LiveTracks(
            session: Given.session, epochs: [Given.epoch()], segments: segments)
        for viewer in viewers { viewer.tracks = again }
        try look(&viewers)
        try receive(.epoch(Given.session, Given.epoch(2, at: 5)), &viewers)
        try receive(Given.part(0, of: 5, epoch: 2), &viewers)
        try receive(Given.part(0, of: 5, track: .audio, epoch: 2), &viewers)
    }
}
