import CSQLite
import Glibc

/// A connection to a SQLite database. It belongs to one thread at a time and is not `Sendable`:
/// `Catalogue` keeps each of its connections behind a lock.
///
/// Opened with `SQLITE_OPEN_NOMUTEX`: SQLite allows that as long as no two threads use one
/// connection at once (https://sqlite.org/threadsafe.html, "Multi-thread").
final class Database {
    enum Access {
        case readWrite, readOnly
        /// Nobody else has it open and it has no write-ahead log: not even SQLite's own files
        /// are made beside it.
        case untouched
    }

    let handle: OpaquePointer
    let path: String
    private var statements: [String: Statement] = [:]
    private var isSynced = true

    init(opening path: String, access: Access = .readWrite) throws(StorageError) {
        var handle: OpaquePointer?
        let mode =
            switch access {
            case .readWrite: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
            case .readOnly: SQLITE_OPEN_READONLY
            case .untouched: SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
            }
        let name = access == .untouched ? Self.untouchedName(path) : path
        let code = sqlite3_open_v2(
            name, &handle, mode | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        guard code == SQLITE_OK, let handle else {
            let error = Self.error(
                code, handle: handle, while: "opening the catalogue", object: path, sql: nil)
            // SQLite gives a handle even where opening fails; it must be closed.
            sqlite3_close_v2(handle)
            throw error
        }
        self.handle = handle
        self.path = path
        wait(milliseconds: 10_000)
        do {
            if access == .readWrite {
                try query("PRAGMA journal_mode = WAL") { _ in true }
            }
            try execute("PRAGMA foreign_keys = ON")
            try execute("PRAGMA synchronous = FULL")
            try execute("PRAGMA temp_store = MEMORY")
            try SearchExtension.register(on: self)
        } catch {
            throw error as? StorageError
                ?? StorageError(.database, while: "opening the catalogue", object: path)
        }
    }

    /// A path as a URI (https://sqlite.org/uri.html).
    private static func untouchedName(_ path: String) -> String {
        let escaped = path.utf8.map { octet in
            switch UnicodeScalar(octet) {
            case "a"..."z", "A"..."Z", "0"..."9", "/", ".", "-", "_": String(UnicodeScalar(octet))
            default: "%" + (octet < 16 ? "0" : "") + String(octet, radix: 16)
            }
        }
        return "file:\(escaped.joined())?immutable=1"
    }

    deinit {
        // Finalizes them: closing waits for the last statement.
        statements.removeAll()
        sqlite3_close_v2(handle)
    }

    /// How long another connection's lock is waited for.
    func wait(milliseconds: Int32) { sqlite3_busy_timeout(handle, milliseconds) }

    /// Runs a statement for its effect.
    func execute(_ sql: String, _ arguments: (any Bindable)?...) throws {
        try statement(sql).run(arguments) { _ in true }
    }

    /// Gives each row to `body`, which stops by returning false.
    func query(
        _ sql: String, _ arguments: (any Bindable)?..., body: (Row) throws -> Bool
    ) throws {
        try statement(sql).run(arguments, body: body)
    }

    /// All rows.
    func rows<Value>(
        _ sql: String, _ arguments: (any Bindable)?..., read: (Row) throws -> Value
    ) throws -> [Value] {
        try rows(sql, arguments: arguments, read: read)
    }

    /// All rows, for arguments that are put together at run time.
    func rows<Value>(
        _ sql: String, arguments: [(any Bindable)?], read: (Row) throws -> Value
    ) throws -> [Value] {
        var values: [Value] = []
        try statement(sql).run(arguments) { row in
            values.append(try read(row))
            return true
        }
        return values
    }

    /// The first row, or nil.
    func row<Value>(
        _ sql: String, _ arguments: (any Bindable)?..., read: (Row) throws -> Value
    ) throws -> Value? {
        var value: Value?
        try statement(sql).run(arguments) { row in
            value = try read(row)
            return false
        }
        return value
    }

    /// Runs several statements without arguments, separated by semicolons.
    func script(_ sql: String) throws(StorageError) {
        let code = sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw error(code, while: "running a script", sql: sql) }
    }

    /// Runs `body` in one transaction, rolled back where it throws. Inside another it joins that.
    ///
    /// `synced` commits are on the disk when this returns, and so is all that was committed
    /// before; the others survive the end of this process, not a power cut.
    func transaction<Value>(synced: Bool, _ body: () throws -> Value) throws -> Value {
        guard sqlite3_get_autocommit(handle) != 0 else { return try body() }
        if synced != isSynced {
            try execute(synced ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL")
            isSynced = synced
        }
        try execute("BEGIN IMMEDIATE")
        do {
            let value = try body()
            try execute("COMMIT")
            return value
        } catch {
            // SQLite may have rolled back by itself (full disk); then there is nothing to do.
            if sqlite3_get_autocommit(handle) == 0 {
                sqlite3_exec(handle, "ROLLBACK", nil, nil, nil)
            }
            throw error
        }
    }

    /// Runs `body` against one state of the database, whatever others commit meanwhile.
    func snapshot<Value>(_ body: () throws -> Value) throws -> Value {
        guard sqlite3_get_autocommit(handle) != 0 else { return try body() }
        try execute("BEGIN")
        defer { sqlite3_exec(handle, "COMMIT", nil, nil, nil) }
        return try body()
    }

    var lastInsertedID: Int64 { sqlite3_last_insert_rowid(handle) }
    /// How many rows the last statement changed.
    var changes: Int { Int(sqlite3_changes64(handle)) }

    func error(
        _ code: Int32, while action: String, object: String? = nil, sql: String? = nil
    ) -> StorageError {
        Self.error(code, handle: handle, while: action, object: object ?? path, sql: sql)
    }

    private func statement(_ sql: String) throws(StorageError) -> Statement {
        if let known = statements[sql], !known.isRunning { return known }
        let statement = try Statement(sql, of: self)
        // One in the middle of its rows stays the kept one; this one goes after its use.
        if statements[sql] == nil { statements[sql] = statement }
        return statement
    }

    private static func error(
        _ code: Int32, handle: OpaquePointer?, while action: String, object: String?, sql: String?
    ) -> StorageError {
        let message = handle.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
        let fact: StorageError.Code =
            switch code & 0xff {
            case SQLITE_FULL: .diskFull
            case SQLITE_BUSY, SQLITE_LOCKED: .busy
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH: .notPermitted
            case SQLITE_CORRUPT, SQLITE_NOTADB: .damaged
            case SQLITE_CANTOPEN: handle.map(isForbidden) == true ? .notPermitted : .inputOutput
            case SQLITE_IOERR: handle.map(isFull) == true ? .diskFull : .inputOutput
            default: .database
            }
        return StorageError(
            fact, while: action, object: object,
            cause: .sqlite(code: code, message: message, sql: sql))
    }

    private static func isForbidden(_ handle: OpaquePointer) -> Bool {
        sqlite3_system_errno(handle) == EACCES
    }

    private static func isFull(_ handle: OpaquePointer) -> Bool {
        let number = sqlite3_system_errno(handle)
        return number == ENOSPC || number == EDQUOT
    }
}
