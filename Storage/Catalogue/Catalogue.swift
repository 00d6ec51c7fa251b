import Agenda
import Synchronization

/// Everything but the media themselves: sessions, agendas, persons, markers, recordings, tokens.
///
/// Each method blocks until SQLite is done; call them on threads that may wait. One connection
/// writes, a few read beside it; each is behind a lock of its own.
public final class Catalogue: Sendable {
    private final class Reader: Sendable {
        let database: Mutex<Database?> = Mutex(nil)
    }

    public let path: String
    private let writer: Mutex<Database>
    private let readers: [Reader]
    private let nextReader = Atomic<Int>(0)
    private let isHurried = Atomic(false)
    private let written = Atomic<Int>(0)

    /// Opens or makes the catalogue and brings it up to date.
    ///
    /// Throws `newerCatalogue` where a later program wrote it.
    public convenience init(at path: String) throws {
        try self.init(at: path, migrations: Migration.all)
    }

    init(at path: String, migrations: [Migration], readers count: Int = 4) throws {
        self.path = path
        let database = try Self.connect(to: path, access: .readWrite)
        try Migration.migrate(database, to: migrations)
        writer = Mutex(database)
        readers = (0..<max(1, count)).map { _ in Reader() }
    }

    /// Runs `body` against one state of the catalogue.
    func read<Value: Sendable>(_ body: @Sendable (Database) throws -> Value) throws -> Value {
        let first = nextReader.add(1, ordering: .relaxed).newValue
        for offset in 0..<readers.count {
            let reader = readers[abs((first + offset) % readers.count)]
            let value = try reader.database.withLockIfAvailable { try run(body, on: &$0) }
            if let value { return value }
        }
        return try readers[abs(first % readers.count)].database.withLock {
            try run(body, on: &$0)
        }
    }

    private func run<Value: Sendable>(
        _ body: @Sendable (Database) throws -> Value, on database: inout Database?
    ) throws -> Value {
        let connection = try database ?? Self.connect(to: path, access: .readOnly)
        database = connection
        return try connection.snapshot { try body(connection) }
    }

    /// Runs `body` in one transaction; see `Database.transaction` for `synced`.
    func write<Value: Sendable>(
        synced: Bool = true, _ body: @Sendable (Database) throws -> Value
    ) throws -> Value {
        try writer.withLock { database in
            if isHurried.load(ordering: .relaxed) { database.wait(milliseconds: 500) }
            defer { written.add(1, ordering: .releasing) }
            return try database.transaction(synced: synced) { try body(database) }
        }
    }

    /// The process is about to end: from now on no call waits long for another program's lock,
    /// nor for others that do.
    public func hurry() { isHurried.store(true, ordering: .relaxed) }

    /// Grows with each change that this process makes; asks nobody.
    public var changes: Int { written.load(ordering: .acquiring) }

    /// Changes whenever another process has changed the catalogue, and only then.
    public func dataVersion() throws -> Int64 {
        try writer.withLock { try $0.row("PRAGMA data_version") { $0.int64(0) } ?? 0 }
    }

    /// The same without waiting for whoever writes just now; nil where somebody does.
    public func dataVersionIfFree() throws -> Int64? {
        try writer.withLockIfAvailable { database in
            try database.row("PRAGMA data_version") { $0.int64(0) } ?? 0
        }
    }

    /// Empties the write-ahead log into the catalogue, so that what was wiped there is nowhere.
    ///
    /// False where somebody is reading just now; try again later.
    public func emptyLog() throws -> Bool {
        try writer.withLock { database in
            let isBusy = try database.row("PRAGMA wal_checkpoint(TRUNCATE)") { $0.bool(0) }
            return isBusy == false
        }
    }

    /// The one place where connections are made.
    private static func connect(
        to path: String, access: Database.Access
    ) throws -> Database {
        try Database(opening: path, access: access)
    }
}

extension Database {
    /// A session's number: its rank by day, `day * 4096 + slot`.
    func number(of session: SessionID) throws -> Int64 {
        let number = try row("SELECT number FROM session WHERE id = ?", session) { $0.int64(0) }
        guard let number else {
            throw StorageError(
                .notFound, while: "looking up a session", object: session.rawValue)
        }
        return number
    }
}
