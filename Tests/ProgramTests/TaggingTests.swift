import Agenda
import Foundation
import Storage
import Testing

@testable import ratskanal

@Suite("Tagging")
struct TaggingTests {
    private func withCatalogue(_ body: (Catalogue) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        let directory = try DataDirectory(at: folder, owning: false)
        defer {
            do { try FileManager.default.removeItem(atPath: folder) } catch { print(error) }
        }
        let catalogue = try Catalogue(at: directory.catalogue)
        try catalogue.upsert(Body(id: "rat", name: "Gemeinderat"))
        try body(catalogue)
    }

    @Test("a vote of another moment names no item: the timeline knows what was open then")
    func earlierVote() throws {
        try withCatalogue { catalogue in
            let id = try catalogue.createSession(title: "Rat", body: "rat", day: "2026-11-20").id
            let agenda = try catalogue.importAgenda(
                [1, 2].map { ImportedItem(number: "\($0)", title: "Punkt \($0)") }, into: id)
            _ = try catalogue.add(
                Marker(kind: .item, at: .media(.zero), items: [agenda[1].id]), to: id, by: "t")
            let session = try #require(try catalogue.session(id))
            let tagging = try Tagging(session, from: catalogue)
            let now = try tagging.marker(for: .vote("mit Mehrheit"))
            #expect(now.items == [agenda[1].id])
            let moment = Moment.media(MediaTime(seconds: 5))
            let earlier = try tagging.marker(for: .vote("mit Mehrheit"), at: moment)
            #expect(earlier.items.isEmpty)
            #expect(earlier.at == moment)
            #expect(throws: TaggingError(.nobodySpeaks)) {
                try tagging.marker(for: .endSpeech, at: moment)
            }
        }
    }

    @Test("of a live session nothing is marked more than 10 s before it happens")
    func future() {
        let now = Date(timeIntervalSince1970: 1_795_190_400)
        let media = MediaTime(seconds: 100)
        let cases: [(Moment, Bool)] = [
            (.wall(now.addingTimeInterval(-5000)), false),
            (.wall(now.addingTimeInterval(9)), false),
            (.wall(now.addingTimeInterval(11)), true), (.media(.zero), false),
            (.media(MediaTime(seconds: 109)), false), (.media(MediaTime(seconds: 111)), true),
        ]
        for (moment, isFuture) in cases {
            #expect(FutureMark.isMeant(by: moment, media: media, now: now) == isFuture)
        }
    }

    @Test("a change of the time takes the room's stamp away, any other leaves it")
    func patch() throws {
        let stamp = RoomStamp(counter: 7, wall: Date(timeIntervalSince1970: 0), epoch: 1)
        let marker = Marker(id: 1, kind: .vote, at: .media(.zero), stamp: stamp)
        for (body, isKept) in [
            (#"{"text": "einstimmig"}"#, true), (#"{"at": {"mediaTime": 90000}}"#, false),
            (#"{"at": "2026-11-20T17:00:02.000Z", "items": [3]}"#, false),
        ] {
            let patch = try JSON.read(MarkerPatch.self, from: Array(body.utf8))
            #expect((patch.applied(to: marker, now: Date()).stamp == stamp) == isKept)
        }
    }
}
