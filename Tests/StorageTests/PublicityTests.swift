import Agenda
import Foundation
import Testing

@testable import Storage

@Suite("What the office says of publicity")
struct PublicityTests {
    @Test("It stands over flag and words, is taken back, and the audit log tells it")
    func decides() throws {
        let chamber = try Chamber()
        let catalogue = chamber.catalogue
        let id = chamber.session.id
        _ = try catalogue.importAgenda(
            [
                ImportedItem(number: "1", title: "Haushalt", publicity: .public),
                ImportedItem(number: "2", title: "Verkauf (vertraulich)", publicity: .public),
            ], into: id)
        func open() throws -> [Bool] {
            let contents = try catalogue.contents(of: id)
            return [1, 2].map { contents.publicity.isPublic($0) }
        }
        #expect(try open() == [true, false])
        let now = Chamber.wall
        try catalogue.decide(.nonPublic, onItem: 1, of: id, by: "office", at: now)
        try catalogue.decide(.public, onItem: 2, of: id, by: "office", at: now + 1)
        // Said twice it is one entry.
        try catalogue.decide(.public, onItem: 2, of: id, by: "other", at: now + 2)
        #expect(try open() == [false, true])
        try catalogue.decide(nil, onItem: 1, of: id, by: "office", at: now + 3)
        #expect(try open() == [true, true])
        let changes = try catalogue.publicityChanges(of: id)
        #expect(changes.map(\.item) == [1, 2, 1])
        #expect(changes.map(\.before) == [nil, nil, .nonPublic])
        #expect(changes.map(\.after) == [.nonPublic, .public, nil])
        #expect(changes.map(\.by) == ["office", "office", "office"])
        #expect(changes.map(\.at) == [now, now + 1, now + 3])
        // No marker has them in its history.
        #expect(throws: StorageError.self) { try catalogue.history(ofMarker: 0, of: id) }
        #expect(throws: StorageError.self) {
            try catalogue.decide(.public, onItem: 77, of: id, by: "office")
        }
    }

    @Test("An import does not undo it, nor where an item goes and comes back")
    func survivesImports() throws {
        let chamber = try Chamber()
        let catalogue = chamber.catalogue
        let id = chamber.session.id
        let items = [
            ImportedItem(number: "1", title: "Haushalt", publicity: .public),
            ImportedItem(number: "2", title: "Verkauf", publicity: .nonPublic),
        ]
        _ = try catalogue.importAgenda(items, into: id)
        try catalogue.decide(.nonPublic, onItem: 1, of: id, by: "office")
        try catalogue.decide(.public, onItem: 2, of: id, by: "office")
        #expect(
            try catalogue.importAgenda(items, into: id).map(\.decision) == [.nonPublic, .public])
        let meeting = try catalogue.importAgenda([items[1]], into: id)
        #expect(meeting.map(\.id) == [2, 1])
        #expect(meeting.map(\.isWithdrawn) == [false, true])
        #expect(
            try catalogue.importAgenda(items, into: id).map(\.decision) == [.nonPublic, .public])
        // Another matter under its number is not what was called public.
        let other = try catalogue.importAgenda(
            [items[0], ImportedItem(number: "2", title: "Personal", publicity: .nonPublic)],
            into: id)
        #expect(other.map(\.id) == [1, 2])
        #expect(other.map(\.decision) == [.nonPublic, nil])
    }

    @Test("A marked item that an import leaves out stays closed without what closed it")
    func keepsWhatVanished() throws {
        let chamber = try Chamber()
        let catalogue = chamber.catalogue
        let id = chamber.session.id
        _ = try catalogue.importAgenda(
            [
                ImportedItem(number: "1", title: "Haushalt"),
                ImportedItem(number: "2", title: "Vergaben", publicity: .nonPublic),
                ImportedItem(number: "2.1", title: "Straßenbau", parent: 1),
                ImportedItem(title: "Nichtöffentlicher Teil"),
                ImportedItem(number: "3", title: "Personal"),
            ], into: id)
        for item: Int64 in [1, 3, 5] {
            _ = try catalogue.add(
                Marker(kind: .item, at: .wall(Chamber.wall), items: [item]), to: id, by: "office")
        }
        let left = try catalogue.importAgenda([ImportedItem(number: "9", title: "Neu")], into: id)
        #expect(left.map(\.id) == [6, 1, 3, 5])
        let rule = try catalogue.contents(of: id).publicity
        #expect(left.map { rule.isPublic($0.id) } == [true, true, false, false])
        #expect(rule.reason(for: 5) == .kept)
    }

    @Test("What the reading of words until now closed stays closed in sessions that have ended")
    func upgrade() throws {
        let folder = TemporaryFolder()
        let path = try DataDirectory(at: folder.path, owning: false).catalogue
        let former = Migration.all.filter { $0.number < 4 }
        let agenda: [(title: String, publicity: String)] = [
            ("Haushalt", "public"), ("- verschoben in den nichtöffentlichen Teil -", "public"),
            ("Friedhof", "public"), ("Geschlossene Sitzung", "public"), ("Verkauf", "public"),
        ]
        let states = ["ended", "live", "planned"]
        do {
            let catalogue = try Catalogue(at: path, migrations: former)
            try catalogue.write { database in
                try database.execute(
                    "INSERT INTO body VALUES ('rat', 'Rat', 'public', 'at-once', NULL)")
                for (number, state) in states.enumerated() {
                    try database.execute(
                        """
                        INSERT INTO session (number, id, title, body, state, visibility)
                        VALUES (?, ?, 'Rat', 'rat', ?, 'public')
                        """, 84_000_000 + number * 4096, "2026-11-2\(number)-rat", state)
                    for (position, item) in agenda.enumerated() {
                        try database.execute(
                            """
                            INSERT INTO item (id, session, position, number, title, publicity,
                                withdrawn) VALUES (?, ?, ?, '', ?, ?, 0)
                            """, number * 10 + position + 1, 84_000_000 + number * 4096, position,
                            item.title, item.publicity)
                    }
                }
            }
        }
        let catalogue = try Catalogue(at: path)
        let decisions = try states.indices.map { index in
            let id = try #require(SessionID(rawValue: "2026-11-2\(index)-rat"))
            return try catalogue.agenda(of: id).map(\.decision)
        }
        // It closed all from the second on; the new one closes the second and from the fourth on.
        let kept: [PublicityDecision?] = [nil, nil, .kept, nil, nil]
        #expect(decisions == [kept, kept, [nil, nil, nil, nil, nil]])
        let ended = try #require(SessionID(rawValue: "2026-11-20-rat"))
        let rule = try catalogue.contents(of: ended).publicity
        #expect((1...5).filter { rule.isPublic($0) } == [1])
        #expect(rule.reason(for: 3) == .kept)
        let changes = try catalogue.publicityChanges(of: ended)
        #expect(changes.map(\.item) == [3])
        #expect(changes.map(\.by) == ["upgrade"])
        try catalogue.decide(.public, onItem: 3, of: ended, by: "office")
        #expect(try catalogue.contents(of: ended).publicity.isPublic(3))
    }
}
