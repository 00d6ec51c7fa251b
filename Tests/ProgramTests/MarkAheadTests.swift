import Agenda
import Foundation
import Playlist
import Recording
import Storage
import Testing

@testable import ratskanal

/// A mark of now belongs to frames that are on their way; where the encoder is at its end and
/// nobody knows it yet, they never come.
@Suite("A mark ahead of the media's end")
struct MarkAheadTests {
    private let directory: DataDirectory
    private let catalogue: Catalogue
    private let shelf: Shelf
    private let session: ShelvedSession
    private let item: Int64

    /// Half a second is recorded, and an item is opened behind it.
    init() throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "ratskanal-ahead-\(UUID().uuidString)")
        directory = try DataDirectory(at: folder.path)
        catalogue = try Catalogue(at: directory.catalogue)
        try catalogue.upsert(Body(id: "gemeinderat", name: "Gemeinderat"))
        shelf = Shelf(
            catalogue: catalogue, hot: HotMedia(files: OpenFiles(directory: directory)),
            log: { Issue.record("\($0)") })
        let id = try catalogue.createSession(
            title: "Sitzung", body: "gemeinderat", day: "2026-11-20", visibility: .public
        ).id
        #expect(id == LiveTracksTests.session)
        item = try catalogue.replaceAgenda(of: id) { _ in
            [AgendaItem(id: 0, number: "1", title: "Haushalt")]
        }[0].id
        _ = try catalogue.setState(id, to: .live)
        shelf.receive(.sessionStarted(id, room: "saal"))
        session = try #require(shelf.cached(id))
        shelf.receive(.epoch(id, LiveTracksTests.epoch()))
        for track in [TrackID.video, .audio] {
            shelf.receive(LiveTracksTests.part(0, of: 0, track: track))
        }
        try set(Marker(kind: .item, at: .media(Self.ahead), items: [item]), counter: 1)
    }

    private static let ahead = MediaTime(seconds: 0.9)

    private func set(_ marker: Marker, counter: Int64) throws {
        var marker = marker
        marker.stamp = RoomStamp(
            counter: counter, wall: LiveTracksTests.evening.addingTimeInterval(0.9), epoch: 1)
        _ = try catalogue.add(marker, to: session.id, by: "test")
        shelf.receive(.changed(session.id))
    }

    private func lose() {
        shelf.receive(.input(room: "saal", isConnected: false, wall: Date()))
    }

    private func stop() throws {
        _ = try catalogue.setState(session.id, to: .ended)
        shelf.receive(.sessionEnded(session.id))
    }

    private func end() throws {
        shelf.stop()
        try FileManager.default.removeItem(atPath: directory.path)
    }

    /// What a track's playlist says of items.
    private func ranges(_ track: TrackID = .video) throws -> [Substring] {
        let bytes = try #require(session.tracks.playlist(track, .event)).bytes
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
            .filter { $0.hasPrefix("#EXT-X-DATERANGE") }
    }

    @Test("Is not announced while it counts as live, as lost, or as stopped, and lies at the end")
    func neverReached() throws {
        var viewer = LiveViewer(.event, of: session.tracks)
        try set(
            Marker(kind: .note, at: .media(Self.ahead), text: "Ende", isPublic: true), counter: 2)
        for happens in [{}, lose, stop] {
            try happens()
            #expect(try ranges() == [])
            #expect(try viewer.look() == [])
        }
        let timeline = session.snapshot.timeline
        #expect(timeline.notes.map(\.at) == [MediaTime(seconds: 0.5)])
        #expect(timeline.ranges(of: item)?.ranges == [])
        session.tracks.archive()
        #expect(try ranges() == [])
        try end()
    }

    @Test("Is announced on each track once all have reached it, and stays as it was announced")
    func reached() throws {
        var viewer = LiveViewer(.event, of: session.tracks)
        lose()
        shelf.receive(LiveTracksTests.part(1, of: 0))
        #expect(try ranges() == [] && ranges(.audio) == [])
        #expect(try viewer.look() == [])
        shelf.receive(LiveTracksTests.part(1, of: 0, track: .audio))
        let announced = try ranges()
        #expect(announced.count == 1)
        #expect(announced.allSatisfy { $0.contains("ID=\"i\(item)-\(Self.ahead.ticks)\"") })
        #expect(try ranges(.audio) == announced)
        try stop()
        #expect(try viewer.look() == [])
        #expect(try ranges().count == 1)
        try end()
    }

    @Test("An end that lies ahead is told when it is known, and never as another one")
    func endAhead() throws {
        var viewer = LiveViewer(.event, of: session.tracks)
        for track in [TrackID.video, .audio] {
            shelf.receive(LiveTracksTests.part(1, of: 0, track: track))
        }
        try set(
            Marker(kind: .item, at: .media(MediaTime(seconds: 1.4)), items: []), counter: 2)
        lose()
        #expect(try ranges().allSatisfy { !$0.contains("DURATION") })
        #expect(try viewer.look() == [])
        for track in [TrackID.video, .audio] {
            shelf.receive(LiveTracksTests.part(0, of: 1, track: track))
        }
        #expect(try ranges().allSatisfy { $0.contains("DURATION=0.500") })
        try stop()
        #expect(try viewer.look() == [])
        try end()
    }
}
