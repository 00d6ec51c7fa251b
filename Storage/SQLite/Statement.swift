import CSQLite

/// A prepared statement, kept by its `Database` and used again and again.
final class Statement {
    let handle: OpaquePointer
    let sql: String
    /// A statement in the middle of its rows cannot be begun again.
    private(set) var isRunning = false
    // Unowned: a Database finalizes its statements before it closes, and hands none out.
    private unowned let database: Database

    init(_ sql: String, of database: Database) throws(StorageError) {
        var handle: OpaquePointer?
        let code = sqlite3_prepare_v3(
            database.handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
        guard code == SQLITE_OK else {
            throw database.error(code, while: "preparing a statement", sql: sql)
        }
        guard let handle else {
            throw StorageError(.invalid("an empty statement"), while: "preparing a statement")
        }
        self.handle = handle
        self.sql = sql
        self.database = database
    }

    deinit {
        sqlite3_finalize(handle)
    }

    /// Runs it and gives each row to `body`, which stops the run by returning false.
    func run(
        _ arguments: [(any Bindable)?], body: (Row) throws -> Bool
    ) throws {
        isRunning = true
        defer {
            sqlite3_reset(handle)
            sqlite3_clear_bindings(handle)
            isRunning = false
        }
        let expected = Int(sqlite3_bind_parameter_count(handle))
        precondition(expected == arguments.count, "\(arguments.count) arguments for: \(sql)")
        for (offset, argument) in arguments.enumerated() {
            let index = Int32(offset + 1)
            // A parameter that is not bound is NULL.
            guard let argument else { continue }
            let code = argument.bind(to: handle, at: index)
            guard code == SQLITE_OK else {
                throw database.error(code, while: "binding argument \(index)", sql: sql)
            }
        }
        while true {
            let code = sqlite3_step(handle)
            switch code {
            case SQLITE_ROW:
                guard try body(Row(statement: handle)) else { return }
            case SQLITE_DONE:
                return
            default:
                throw database.error(code, while: "running a statement", sql: sql)
            }
        }
    }
}
