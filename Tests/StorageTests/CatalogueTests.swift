import Agenda
import Foundation
import Testing

@testable import Storage

@Suite("The catalogue")
struct CatalogueTests {
    private func code(of body: () throws -> Void) -> StorageError.Code? {
        do {
            try body()
            return nil
        } catch {
            return (error as? StorageError)?.code
        }
    }

    @Test("A new catalogue has every migration, and opening it again changes nothing")
    func migrates() throws {
        let folder = TemporaryFolder()
        let directory = try DataDirectory(at: folder.path, owning: false)
        for _ in 0..<2 {
            let catalogue = try Catalogue(at: directory.catalogue)
            let version = try catalogue.read { database in
                try database.row("PRAGMA user_version") { $0.int(0) }
            }
            #expect(version == Migration.all.count)
            let mode = try catalogue.read { database in
                try database.row("PRAGMA journal_mode") { $0.text(0) }
            }
            #expect(mode == "wal")
        }
        #expect(Migration.all.map(\.number) == Array(1...Migration.all.count))
    }

    @Test("Each migration goes on from the one before; a failed one leaves nothing behind")
    func migratesStepwise() throws {
        let folder = TemporaryFolder()
        let path = try DataDirectory(at: folder.path, owning: false).catalogue
        let steps = [
            Migration(1, script: "CREATE TABLE a (x)"),
            Migration(2) { database in
                try database.execute("INSERT INTO a VALUES (?)", 7)
                try database.script("CREATE TABLE b (x)")
            },
        ]
        _ = try Catalogue(at: path, migrations: [steps[0]])
        let broken = Migration(2, script: "CREATE TABLE c (x); CREATE TABLE a (x)")
        #expect(throws: StorageError.self) {
            try Catalogue(at: path, migrations: [steps[0], broken])
        }
        let catalogue = try Catalogue(at: path, migrations: steps)
        let names = try catalogue.read { database in
            try database.rows("SELECT name FROM sqlite_schema ORDER BY name") { $0.text(0) }
        }
        #expect(names == ["a", "b"])
    }

    @Test("A newer catalogue, and a file that is none, are refused in clear words")
    func refuses() throws {
        let folder = TemporaryFolder()
        let path = try DataDirectory(at: folder.path, owning: false).catalogue
        let newer = Migration(Migration.all.count + 1, script: "CREATE TABLE future (x)")
        _ = try Catalogue(at: path, migrations: Migration.all + [newer])
        #expect {
            try Catalogue(at: path)
        } throws: { error in
            guard let error = error as? StorageError else { return false }
            return error.code
                == .newerCatalogue(found: newer.number, known: newer.number - 1)
                && error.description.contains("install the newer program again")
        }
        let other = folder.path + "/other.sqlite"
        try Data(repeating: 65, count: 5000).write(to: URL(filePath: other))
        #expect(code { _ = try Catalogue(at: other) } == .damaged)
        let foreign = folder.path + "/foreign.sqlite"
        try Database(opening: foreign).script("CREATE TABLE songs (x)")
        #expect(code { _ = try Catalogue(at: foreign) } == .damaged)
        #expect(code { _ = try Catalogue(at: folder.path + "/no/such") } == .inputOutput)
    }

    @Test("Ids are the day and the body; the second session that day has -2")
    func ids() throws {
        let chamber = try Chamber()
        #expect(chamber.session.id.rawValue == "2026-11-20-gemeinderat")
        let second = try chamber.catalogue.createSession(
            title: "Noch eine", body: "gemeinderat", day: "2026-11-20", visibility: .unlisted)
        #expect(second.id.rawValue == "2026-11-20-gemeinderat-2")
        #expect(second.key?.count == 32)
        #expect(
            try chamber.catalogue.number(of: second.id)
                == chamber.catalogue.number(of: chamber.session.id) + 1)
        #expect(SessionDay("1970-01-02")?.number == 1)
        #expect(SessionDay("2026-11-20")?.number == 20_777)
        #expect(SessionDay("2024-02-29") != nil)
        for day in ["2026-02-29", "2026-13-01", "2026-1-01", "2026-01-00", "26-01-01", "", "a-b-c"]
        {
            #expect(
                code {
                    _ = try chamber.catalogue.createSession(
                        title: "", body: "gemeinderat", day: day)
                } == .invalid("a day is YYYY-MM-DD"))
        }
        #expect(
            code {
                _ = try chamber.catalogue.createSession(
                    title: "", body: "nobody", day: "2026-11-20")
            } == .notFound)
    }

    @Test("Sessions are listed by day, narrowed, and page by page")
    func pages() throws {
        let chamber = try Chamber()
        let catalogue = chamber.catalogue
        try catalogue.upsert(Body(id: "bau", name: "Bauausschuss", visibility: .office))
        for day in 1...9 {
            _ = try catalogue.createSession(
                title: "Bau", body: "bau", day: "2026-10-0\(day)", room: "klein")
        }
        var seen: [String] = []
        var cursor: SessionID?
        repeat {
            let page = try catalogue.sessions(limit: 4, after: cursor)
            seen += page.map { String($0.id.rawValue.prefix(10)) }
            cursor = page.count == 4 ? page.last?.id : nil
        } while cursor != nil
        #expect(seen == ["2026-11-20"] + (1...9).reversed().map { "2026-10-0\($0)" })
        let filters: [(SessionFilter, Int)] = [
            (SessionFilter(body: "bau"), 9), (SessionFilter(room: "saal"), 1),
            (SessionFilter(visibilities: [.public]), 1),
            (SessionFilter(visibilities: [.office, .unlisted]), 9),
            (SessionFilter(states: [.live]), 0), (SessionFilter(states: [.planned, .ended]), 10),
            (SessionFilter(from: "2026-10-03", to: "2026-10-05"), 3),
        ]
        for (filter, count) in filters {
            #expect(try catalogue.sessions(filter).count == count)
        }
        let oldest = try catalogue.sessions(SessionFilter(order: .oldestFirst), limit: 1)
        #expect(oldest.first?.id.day == "2026-10-01")
    }

    @Test("A session's states follow one another; its end applies the body's archive policy")
    func states() throws {
        let chamber = try Chamber()
        let catalogue = chamber.catalogue
        let id = chamber.session.id
        try catalogue.upsert(Body(id: "gemeinderat", name: "Gemeinderat", archive: .review))
        #expect(
            code { _ = try catalogue.setState(id, to: .ended) }
                == .conflict("a session that is planned cannot become ended"))
        #expect(try catalogue.setState(id, to: .live, at: Chamber.wall).begin == Chamber.wall)
        #expect(try catalogue.sessionsLive().map(\.id) == [id])
        let other = try catalogue.createSession(
            title: "", body: "gemeinderat", day: "2026-11-21", room: "saal")
        #expect(
            code { _ = try catalogue.setState(other.id, to: .live) }
                == .conflict("\(id) is live in that room"))
        let ended = try catalogue.setState(id, to: .ended, at: Chamber.wall + 60)
        #expect(ended.visibility == .office)
        #expect(ended.end == Chamber.wall + 60)
        #expect(try catalogue.setState(id, to: .live).end == nil)
        let unlisted = try catalogue.setVisibility(id, to: .unlisted)
        #expect(unlisted.key != nil)
        #expect(try catalogue.setVisibility(id, to: .unlisted).key == unlisted.key)
        #expect(try catalogue.setVisibility(id, to: .public).key == unlisted.key)
        let again = try catalogue.setVisibility(id, to: .unlisted)
        #expect(again.key != nil && again.key != unlisted.key)
    }

    @Test("An agenda imported again keeps ids and loses no marker")
    func agenda() throws {
        let chamber = try Chamber()
        let catalogue = chamber.catalogue
        let id = chamber.session.id
        let paper = Paper(reference: "26/1", title: "Vorlage")
        let first = try catalogue.importAgenda(
            [
                ImportedItem(number: "1", title: "Eröffnung"),
                ImportedItem(number: "2", title: "Haushalt", papers: [paper]),
                ImportedItem(number: "2.1", title: "Antrag", parent: 1),
                ImportedItem(number: "3", title: "Anfragen"),
            ], into: id)
        #expect(first.map(\.id) == [1, 2, 3, 4])
        #expect(first[2].parent == 2)
        #expect(first[1].papers == [paper])
        _ = try catalogue.add(
            Marker(kind: .item, at: .wall(Chamber.wall), items: [3]), to: id, by: "office")
        let second = try catalogue.importAgenda(
            [
                ImportedItem(number: "1", title: "Haushalt", publicity: .nonPublic),
                ImportedItem(number: "2", title: "Neu", parent: 0),
            ], into: id)
        #expect(second.map(\.id) == [2, 5, 3])
        #expect(second.map(\.isWithdrawn) == [false, false, true])
        #expect(second[1].parent == 2)
        #expect(second[0].publicity == .nonPublic)
        #expect(try catalogue.markers(of: id).map(\.items) == [[3]])
        #expect(try catalogue.session(ofItem: 5) == id)
        // All of it or nothing.
        #expect(
            code {
                _ = try catalogue.replaceAgenda(of: id) { _ in
                    [
                        AgendaItem(id: 0, number: "9", title: ""),
                        AgendaItem(id: 77, number: "", title: ""),
                    ]
                }
            } == .unknownItem(77))
        #expect(try catalogue.agenda(of: id) == second)
        let contents = try catalogue.contents(of: id)
        #expect(contents.agenda == second)
        #expect(contents.publicity.isPublic(2) == false)
    }

    @Test("Persons keep their ids when they are imported again")
    func persons() throws {
        let chamber = try Chamber()
        let catalogue = chamber.catalogue
        let spd = Membership(faction: "SPD", from: "2020-01-01", to: "2024-12-31")
        let green = Membership(faction: "Grüne", from: "2025-01-01")
        let first = try catalogue.importPersons([
            Person(id: 0, name: "Ute Wolf", memberships: [spd]),
            Person(id: 0, name: "Ada Arndt", role: "Verwaltung"),
        ])
        #expect(first.map(\.id) == [1, 2])
        let again = try catalogue.importPersons([
            Person(id: 0, name: "Ute Wolf", memberships: [spd, green], oparlID: "urn:1"),
            Person(id: 0, name: "Ute Wolf", oparlID: "urn:2"),
        ])
        #expect(again.map(\.id) == [1, 3])
        #expect(try catalogue.persons().map(\.name) == ["Ada Arndt", "Ute Wolf", "Ute Wolf"])
        #expect(try catalogue.persons(on: "2019-06-01").map(\.id) == [2, 3])
        #expect(try catalogue.persons(on: "2026-06-01").map(\.id) == [2, 1, 3])
        #expect(try catalogue.person(1)?.factions(on: "2026-06-01") == ["Grüne"])
        #expect(try catalogue.person(9) == nil)
    }

    @Test("A token is found by its digest alone")
    func tokens() throws {
        let chamber = try Chamber()
        let catalogue = chamber.catalogue
        let digest = [UInt8](repeating: 7, count: 32)
        let token = try catalogue.addToken(
            name: "Mikrofone", right: .microphone, room: "saal", sha256: digest,
            at: Chamber.wall)
        #expect(try catalogue.token(sha256: digest) == token)
        #expect(try catalogue.token(sha256: [UInt8](repeating: 8, count: 32)) == nil)
    }

    @Test("What another process changes is seen, what this one changes is not")
    func dataVersion() throws {
        let chamber = try Chamber()
        let other = try Catalogue(at: chamber.directory.catalogue)
        let before = try chamber.catalogue.dataVersion()
        try chamber.catalogue.upsert(Body(id: "a", name: "A"))
        #expect(try chamber.catalogue.dataVersion() == before)
        try other.upsert(Body(id: "b", name: "B"))
        #expect(try chamber.catalogue.dataVersion() != before)
        #expect(try chamber.catalogue.body("b")?.name == "B")
    }

    @Test("Foreign keys hold, and the audit log cannot be shortened or changed")
    func integrity() throws {
        let chamber = try Chamber()
        _ = try chamber.catalogue.add(
            Marker(kind: .note, at: .wall(Chamber.wall), text: "x"), to: chamber.session.id,
            by: "office")
        let statements = [
            "DELETE FROM session", "DELETE FROM body", "UPDATE marker SET person = 99",
            "INSERT INTO marker_item (marker, position, item) VALUES (1, 0, 5)",
            "DELETE FROM audit", "UPDATE audit SET who = 'nobody'",
            "INSERT INTO epoch (session, number, mediaStart, wallStart, initEpoch) VALUES (1, 1, 0, 0, 1)",
        ]
        for sql in statements {
            #expect(code { try chamber.catalogue.write { try $0.execute(sql) } } == .database)
        }
        #expect(
            code {
                try chamber.catalogue.read { try $0.execute("DELETE FROM audit") }
            } == .notPermitted)
    }

    @Test("Large numbers, empty texts and bytes come back as they were")
    func values() throws {
        let folder = TemporaryFolder()
        let path = try DataDirectory(at: folder.path, owning: false).catalogue
        let database = try Database(opening: path)
        try database.script("CREATE TABLE t (a, b, c, d, e)")
        let bytes: [UInt8] = [0, 1, 255]
        try database.execute(
            "INSERT INTO t VALUES (?, ?, ?, ?, ?)", Int64.max, "", bytes, nil, "a\0ü")
        try database.query("SELECT a, b, c, d, e FROM t") { row in
            #expect(row.int64(0) == .max)
            #expect(row.textOrNil(1) == "")
            #expect(row.blob(2) == bytes)
            #expect(row.textOrNil(3) == nil)
            #expect(row.text(4) == "a\0ü")
            // The same statement within itself is another one.
            let inner = try database.rows("SELECT a, b, c, d, e FROM t") { $0.int64(0) }
            #expect(inner == [.max])
            return true
        }
        let error = #expect(throws: StorageError.self) {
            try database.execute("INSERT INTO nowhere VALUES (?)", "secret")
        }
        #expect(error?.description.contains("no such table: nowhere") == true)
        #expect(error?.description.contains("secret") == false)
    }
}
