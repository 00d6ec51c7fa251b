import Agenda
import Foundation
import Playlist
import Recording
import Storage
import Synchronization
import Testing

@testable import ratskanal

/// What a session says of itself bears a number here, in its key and in its item's title alike.
@Suite("What is published is swapped as one")
struct GenerationTests {
    private static let last = 4000

    private let folder: URL
    private let session: ShelvedSession
    private let facts: ShelvedSession.Facts

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "ratskanal-generations-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let catalogue = try Catalogue(at: folder.appending(path: "catalogue.sqlite").path)
        try catalogue.upsert(Body(id: "gemeinderat", name: "Gemeinderat"))
        let created = try catalogue.createSession(
            title: "Sitzung", body: "gemeinderat", day: "2026-11-20", visibility: .unlisted)
        #expect(created.id == LiveTracksTests.session)
        let agenda = try catalogue.importAgenda(
            [ImportedItem(number: "1", title: "0")], into: created.id)
        _ = try catalogue.setState(created.id, to: .live)
        let item = Marker(kind: .item, at: .media(.zero), items: agenda.map(\.id))
        _ = try catalogue.add(item, to: created.id, by: "test")
        facts = try ShelvedSession.Facts(created.id, from: catalogue)
        session = ShelvedSession(
            facts, media: try ShelvedSession.Media(of: created.id, from: catalogue))
        session.receive(.epoch(created.id, LiveTracksTests.epoch()))
        for track in [TrackID.video, .audio] {
            session.receive(LiveTracksTests.part(0, of: 0, track: track))
        }
        try FileManager.default.removeItem(at: folder)
    }

    private func facts(_ number: Int) -> ShelvedSession.Facts {
        var facts = facts
        facts.session.key = "k\(number)"
        facts.agenda[0].title = "\(number)"
        return facts
    }

    /// The numbers that a track's playlist says now: its keys' and its item's.
    private func numbers(_ track: TrackID) -> (keys: Set<Int>, titles: Set<Int>) {
        let text = String(
            decoding: session.tracks.playlist(track, .event)?.bytes ?? [], as: UTF8.self)
        return (
            Set(text.matches(of: /key=k(\d+)/).compactMap { Int($0.output.1) }),
            Set(text.matches(of: /TITLE="TOP 1 (\d+)"/).compactMap { Int($0.output.1) })
        )
    }

    /// What threads that run side by side share.
    private final class Hammering: Sendable {
        let isDone = Atomic(false)
        let faults = Mutex<[String]>([])
        /// The newest number that a playlist has said.
        let newest = Mutex(0)

        func again(_ work: () -> Void) {
            while !isDone.load(ordering: .acquiring) { work() }
        }

        /// Runs each on a thread of its own until the first has come to its end.
        func run(_ first: @escaping @Sendable () -> Void, _ others: [@Sendable () -> Void]) async {
            await withTaskGroup(of: Void.self) { group in
                for (index, work) in ([first] + others).enumerated() {
                    group.addTask {
                        await withCheckedContinuation { continuation in
                            Thread.detachNewThread {
                                if index == 0 {
                                    work()
                                    self.isDone.store(true, ordering: .releasing)
                                } else {
                                    self.again(work)
                                }
                                continuation.resume()
                            }
                        }
                    }
                }
            }
        }
    }

    @Test("However many threads change it, no playlist mixes two states or goes back to one")
    func hammered() async {
        session.update(facts(0))
        let hammering = Hammering()
        let others: [@Sendable () -> Void] = [
            { session.receive(.input(room: "saal", isConnected: true, wall: Date())) },
            { session.receive(.input(room: "saal", isConnected: false, wall: Date())) },
            {
                for track in [TrackID.video, .audio] {
                    let (keys, titles) = numbers(track)
                    let before = hammering.newest.withLock { $0 }
                    if keys.count != 1 || keys != titles || before > titles.max() ?? -1 {
                        hammering.faults.withLock {
                            $0.append("\(track) after \(before): \(keys), \(titles)")
                        }
                    }
                    hammering.newest.withLock { $0 = max($0, titles.max() ?? 0) }
                }
            },
            {
                let snapshot = session.snapshot
                if snapshot.key != "k\(snapshot.facts.agenda[0].title)" {
                    hammering.faults.withLock { $0.append("a snapshot mixes two states") }
                }
            },
        ]
        await hammering.run(
            {
                for number in 1...Self.last { session.update(facts(number)) }
            }, others)
        #expect(hammering.faults.withLock { $0 } == [])
        for track in [TrackID.video, .audio] {
            #expect(numbers(track) == ([Self.last], [Self.last]))
        }
    }

    @Test("Who may see it bears another number each time that changes, and only then")
    func admissions() {
        session.update(facts(0))
        let first = session.admission.number
        session.update(facts(0))
        session.receive(LiveTracksTests.part(1, of: 0))
        #expect(session.admission.number == first)
        var open = facts(0)
        open.session.visibility = .public
        session.update(open)
        session.update(facts(0))
        #expect(session.admission.number == first + 2)
    }
}
