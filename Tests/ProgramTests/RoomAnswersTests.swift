import Agenda
import Foundation
import HTTP
import Recording
import Storage
import Testing

@testable import ratskanal

@Suite("What a room does, rendered once")
struct RoomAnswersTests {
    private static let moment = RoomAnswers.Moment(
        session: SessionID(rawValue: "2026-11-20-rat")!, generation: 7, isConnected: true,
        inputSince: nil, own: 3, others: 1, quarter: 100)

    /// What may change, each by itself.
    private static let changes: [@Sendable (inout RoomAnswers.Moment) -> Void] = [
        { $0.session = SessionID(rawValue: "2026-11-20-rat-2")! }, { $0.generation += 1 },
        { $0.isConnected = false }, { $0.inputSince = Date() }, { $0.own += 1 },
        { $0.others += 1 }, { $0.quarter += 1 },
    ]

    @Test("An answer is given at its moment alone, in its room alone")
    func moments() {
        let answers = RoomAnswers()
        let response = PreparedResponse(Response(type: "application/json", text: "{}"))
        #expect(answers.answer(of: "saal", at: Self.moment) == nil)
        #expect(answers.keep(response, of: "saal", at: Self.moment) === response)
        #expect(answers.answer(of: "saal", at: Self.moment) === response)
        #expect(answers.answer(of: "raum", at: Self.moment) == nil)
        #expect(answers.answer(of: "saal", at: nil) == nil)
        for change in Self.changes {
            var other = Self.moment
            change(&other)
            #expect(answers.answer(of: "saal", at: other) == nil, "\(other)")
        }
    }

    @Test("Whatever is said of a session, and each change of the catalogue, is another moment")
    func generations() throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "ratskanal-rooms-\(UUID().uuidString)")
        let directory = try DataDirectory(at: folder.path)
        defer { try? FileManager.default.removeItem(at: folder) }
        let catalogue = try Catalogue(at: directory.catalogue)
        let shelf = Shelf(
            catalogue: catalogue, hot: HotMedia(files: OpenFiles(directory: directory)),
            log: { Issue.record("\($0)") })
        var seen = shelf.changes.own
        func hasChanged() -> Bool {
            defer { seen = shelf.changes.own }
            return shelf.changes.own > seen
        }
        try catalogue.upsert(Body(id: "rat", name: "Rat"))
        #expect(hasChanged())
        let id = try catalogue.createSession(
            title: "Sitzung", body: "rat", day: "2026-11-20", visibility: .public
        ).id
        #expect(hasChanged())
        _ = try catalogue.setState(id, to: .live)
        #expect(hasChanged())
        shelf.receive(.sessionStarted(id, room: "saal"))
        let live = try #require(shelf.live(in: "saal"))
        for announcement: Announcement in [
            .press(id, Marker(kind: .gateClose, at: .media(.zero))),
            .press(id, Marker(kind: .breakStart, at: .media(.zero))), .changed(id),
            .input(room: "saal", isConnected: false, wall: Date()),
        ] {
            let before = live.generation
            shelf.receive(announcement)
            #expect(live.generation > before, "\(announcement)")
        }
        shelf.stop()
    }
}
