import Agenda
import Foundation
import Recording
import Storage
import Testing

@testable import HTTP
@testable import ratskanal

@Suite("What serve has at hand")
struct ShelfTests {
    private let directory: DataDirectory
    private let catalogue: Catalogue
    private let shelf: Shelf
    private let paths = HotPaths()

    init() throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "ratskanal-shelf-\(UUID().uuidString)")
        directory = try DataDirectory(at: folder.path)
        catalogue = try Catalogue(at: directory.catalogue)
        try catalogue.upsert(Body(id: "gemeinderat", name: "Gemeinderat"))
        let hot = HotMedia(files: OpenFiles(directory: directory))
        hot.publish(to: paths)
        shelf = Shelf(catalogue: catalogue, hot: hot, log: { Issue.record("\($0)") })
    }

    private func session(day: Int = 20) throws -> Session {
        try catalogue.createSession(
            title: "Sitzung", body: "gemeinderat", day: "2026-11-\(day)", visibility: .public)
    }

    private func end() throws {
        shelf.stop()
        try FileManager.default.removeItem(atPath: directory.path)
    }

    @Test("One that was put away while an answer is made of it hears that it is withdrawn")
    func away() throws {
        let id = try session().id
        let held = try #require(try shelf.load(id))
        for _ in 0..<64 { _ = try shelf.load(try session(day: 21).id) }
        #expect(shelf.cached(id) == nil)
        _ = try catalogue.setVisibility(id, to: .office)
        shelf.receive(.changed(id))
        #expect(held.admission.session.visibility == .office)
        try end()
    }

    @Test("An opening that the catalogue has alone is none before the room says that it is open")
    func opening() throws {
        let id = try session().id
        _ = try catalogue.setState(id, to: .live)
        shelf.receive(.sessionStarted(id, room: "saal"))
        let shelved = try #require(shelf.live(in: "saal"))
        func mark(_ kind: MarkerKind, _ counter: Int64) throws -> Marker {
            try catalogue.keep(
                Press(
                    session: id, kind: kind, time: .zero,
                    stamp: RoomStamp(counter: counter, wall: Date(), epoch: nil), by: "test",
                    key: nil, items: []))
        }
        shelf.receive(.press(id, try mark(.gateClose, 1)))
        shelf.receive(.changed(id))
        #expect(shelved.snapshot.isGateClosed)
        let opening = try mark(.gateOpen, 2)
        shelf.receive(.changed(id))
        #expect(shelved.snapshot.isGateClosed)
        shelf.receive(.press(id, opening))
        #expect(!shelved.snapshot.isGateClosed)
        shelf.receive(.changed(id))
        #expect(!shelved.snapshot.isGateClosed)
        #expect(shelved.snapshot.facts.markers.count == 2)
        // Of what has ended nobody says anything any more.
        _ = try mark(.gateClose, 3)
        _ = try mark(.gateOpen, 4)
        _ = try catalogue.setState(id, to: .ended)
        shelf.receive(.sessionEnded(id))
        #expect(shelved.snapshot.facts.markers.count == 4)
        try end()
    }

    @Test("A session of a body that reviews its archive ends for the office alone, as one step")
    func ends() throws {
        try catalogue.upsert(
            Body(id: "gemeinderat", name: "Gemeinderat", archive: .review))
        let id = try session().id
        _ = try catalogue.setState(id, to: .live)
        shelf.receive(.sessionStarted(id, room: "saal"))
        let shelved = try #require(shelf.live(in: "saal"))
        #expect(shelved.admission.session.visibility == .public)
        _ = try catalogue.setState(id, to: .ended)
        shelf.receive(.sessionEnded(id))
        #expect(shelved.tracks.isEnded)
        #expect(shelved.snapshot.session.visibility == .office)
        try end()
    }

    @Test("What is still being kept ready when a session is withdrawn is not kept")
    func hot() throws {
        let id = try session().id
        _ = try catalogue.setState(id, to: .live)
        shelf.receive(.sessionStarted(id, room: "saal"))
        #expect(FileManager.default.createFile(atPath: directory.file("v"), contents: Data([1])))
        let name = MediaName(.video, epoch: 1, .part(0, 0))
        let location = Location(file: "v", range: ByteRange(offset: 0, length: 1))
        let path = Array("/sessions/\(id)/\(name.path)".utf8)
        func isReady() -> Bool { paths.table.find(path.span, 0..<path.count) != nil }
        let known = try #require(shelf.cached(id)).admission.session
        shelf.hot.add(name, location, of: known)
        #expect(isReady())
        _ = try catalogue.setVisibility(id, to: .office)
        shelf.receive(.changed(id))
        #expect(!isReady())
        // As the thread does that had asked before.
        shelf.hot.add(name, location, of: known)
        #expect(!isReady())
        try end()
    }
}
