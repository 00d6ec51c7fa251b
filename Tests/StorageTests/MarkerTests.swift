import Agenda
import Foundation
import Testing

@testable import Storage

@Suite("Markers and their history")
struct MarkerTests {
    private let chamber: Chamber
    private var catalogue: Catalogue { chamber.catalogue }
    private var id: SessionID { chamber.session.id }
    private let wall = Moment.wall(Chamber.wall)

    init() throws {
        chamber = try Chamber()
        _ = try chamber.catalogue.importAgenda(
            [ImportedItem(number: "1", title: "A"), ImportedItem(number: "2", title: "B")],
            into: chamber.session.id)
        _ = try chamber.catalogue.importPersons([Person(id: 0, name: "Ute Wolf")])
    }

    @Test("A marker is stored with all that it says, and its id is never used again")
    func stores() throws {
        let marker = Marker(
            kind: .speechStart, at: .media(MediaTime(ticks: 7)), person: 1, name: "N",
            role: .chair, onBehalfOf: "X", text: "T", isPublic: true, key: "k")
        var expected = marker
        expected.id = 1
        let (stored, isNew) = try catalogue.add(marker, to: id, by: "office")
        #expect(stored == expected)
        #expect(isNew)
        try catalogue.remove(marker: 1, of: id, by: "office")
        #expect(try catalogue.markers(of: id) == [])
        let items = try catalogue.add(Marker(kind: .item, at: wall, items: [2, 1]), to: id, by: "")
        #expect(items.0.id == 2)
        #expect(try catalogue.markers(of: id).map(\.items) == [[2, 1]])
        #expect(try catalogue.marker(2, of: id) == items.0)
        #expect(try catalogue.marker(1, of: id) == nil)
    }

    @Test("The same key again is the same marker, also from two threads at once")
    func idempotent() async throws {
        let marker = Marker(kind: .note, at: wall, text: "einmal", key: "uuid")
        let ids = try await withThrowingTaskGroup(of: (Int64, Bool).self) { group in
            for _ in 0..<8 {
                group.addTask { [catalogue, id] in
                    let (marker, isNew) = try catalogue.add(marker, to: id, by: "panel")
                    return (marker.id, isNew)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(ids.map(\.0) == [Int64](repeating: 1, count: 8))
        #expect(ids.filter(\.1).count == 1)
        #expect(try catalogue.history(ofMarker: 1, of: id).count == 1)
    }

    @Test("A break's end may name the items that go on")
    func breakEnd() throws {
        let marker = Marker(kind: .breakEnd, at: wall, items: [1])
        #expect(try catalogue.add(marker, to: id, by: "office").0.items == [1])
    }

    @Test("A marker that cannot be meant is refused with its reason")
    func refuses() throws {
        let other = try catalogue.createSession(
            title: "", body: "gemeinderat", day: "2026-11-21")
        let cases: [(Marker, SessionID, StorageError.Code)] = [
            (Marker(kind: .item, at: wall, items: [9]), id, .unknownItem(9)),
            (Marker(kind: .item, at: wall, items: [1]), other.id, .unknownItem(1)),
            (Marker(kind: .speechStart, at: wall, person: 9), id, .unknownPerson(9)),
            (
                Marker(kind: .speechStart, at: wall), id,
                .invalid("a speech needs a person or a name")
            ),
            (Marker(kind: .note, at: wall), id, .invalid("a note needs a text")),
            (
                Marker(kind: .breakStart, at: wall, items: [1]), id,
                .invalid("only item, vote and breakEnd markers name items")
            ),
            (
                Marker(kind: .item, at: wall, items: [1, 1]), id,
                .invalid("an item is named twice")
            ),
            (Marker(kind: .gateOpen, at: wall), id, .gateMarkersAreFixed),
        ]
        for (marker, session, code) in cases {
            #expect {
                try catalogue.add(marker, to: session, by: "office")
            } throws: {
                ($0 as? StorageError)?.code == code
            }
        }
        #expect(try catalogue.markers(of: id) == [])
    }

    @Test("Every change is in the history: who, when, what it was and what it became")
    func history() throws {
        var (marker, _) = try catalogue.add(
            Marker(kind: .item, at: wall, items: [1]), to: id, by: "panel", at: Chamber.wall)
        let before = marker
        marker.items = [2]
        marker.at = .media(MediaTime(ticks: 90_000))
        let changed = try catalogue.change(marker, of: id, by: "office", at: Chamber.wall + 1)
        #expect(changed == marker)
        try catalogue.remove(marker: marker.id, of: id, by: "chief", at: Chamber.wall + 2)
        let history = try catalogue.history(ofMarker: marker.id, of: id)
        #expect(history.map(\.by) == ["panel", "office", "chief"])
        #expect(history.map(\.at) == [0, 1, 2].map { Chamber.wall + $0 })
        #expect(history.map(\.action) == [.added, .changed, .removed])
        #expect(history.map(\.before) == [nil, before, changed])
        #expect(history.map(\.after) == [before, changed, nil])
        for body in [
            { _ = try catalogue.change(marker, of: id, by: "") },
            { try catalogue.remove(marker: marker.id, of: id, by: "") },
            { _ = try catalogue.history(ofMarker: 99, of: id) },
        ] as [() throws -> Void] {
            #expect { try body() } throws: { ($0 as? StorageError)?.code == .notFound }
        }
    }
}
