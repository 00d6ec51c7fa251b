/// One numbered step of the catalogue's shape. A step that has been released is never changed.
struct Migration: Sendable {
    /// From 1, without holes; the catalogue's `PRAGMA user_version` after it.
    let number: Int
    let apply: @Sendable (Database) throws -> Void

    init(_ number: Int, apply: @escaping @Sendable (Database) throws -> Void) {
        self.number = number
        self.apply = apply
    }

    init(_ number: Int, script: String) {
        self.init(number) { try $0.script(script) }
    }
}

extension Migration {
    /// Every step that this program knows, in order.
    static let all: [Migration] = [.first, .search, .imports, .publicity, .presses]

    /// "RATS", so that `file` and we ourselves know the catalogue among other databases.
    private static let applicationID: Int64 = 0x5241_5453

    /// The last step that a database has had; throws `damaged` where it is another program's.
    static func version(of database: Database) throws -> Int {
        let owner = try database.row("PRAGMA application_id") { $0.int64(0) } ?? 0
        let tables = try database.row("SELECT count(*) FROM sqlite_schema") { $0.int(0) }
        guard owner == applicationID || tables == 0 else {
            throw StorageError(
                .damaged, while: "opening the catalogue", object: database.path)
        }
        return try database.row("PRAGMA user_version") { $0.int(0) } ?? 0
    }

    /// Brings a database to the last of `migrations`, each step in a synced transaction of its own.
    static func migrate(_ database: Database, to migrations: [Migration] = all) throws {
        let known = migrations.last?.number ?? 0
        let action = "opening the catalogue"
        // Nothing to do needs no lock, which another program may hold.
        if try version(of: database) == known { return }
        while true {
            // Inside the transaction: two processes may start at once.
            let isDone = try database.transaction(synced: true) {
                let found = try version(of: database)
                guard found <= known else {
                    throw StorageError(
                        .newerCatalogue(found: found, known: known), while: action,
                        object: database.path)
                }
                guard let next = migrations.first(where: { $0.number == found + 1 }) else {
                    return true
                }
                try next.apply(database)
                try database.script("PRAGMA application_id = \(applicationID)")
                try database.script("PRAGMA user_version = \(next.number)")
                FaultPoint.reach(.migrationRun)
                return next.number == known
            }
            if isDone { return }
        }
    }
}
