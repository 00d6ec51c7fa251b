import CSQLite

/// What a connection needs before it can touch the search tables: our tokenizer and our rank
/// function, both made known to FTS5 (https://sqlite.org/fts5.html §7).
enum SearchExtension {
    static let tokenizer = "ratskanal"
    static let rankFunction = "relevance"

    /// Once on each new connection, before migrations.
    static func register(on database: Database) throws {
        // Deleted words are wiped from freed pages; see SearchIndex.forgetStep.
        try database.execute("PRAGMA secure_delete = ON")
        let api = try api(of: database)
        try SearchTokenizer.register(with: api, on: database)
        try RankFunction.register(with: api, on: database)
    }

    /// FTS5 hands out its functions through a pointer that a statement carries.
    private static func api(of database: Database) throws -> UnsafeMutablePointer<fts5_api> {
        var statement: OpaquePointer?
        var code = sqlite3_prepare_v2(database.handle, "SELECT fts5(?1)", -1, &statement, nil)
        guard code == SQLITE_OK, let statement else {
            throw database.error(code, while: "preparing the search")
        }
        defer { sqlite3_finalize(statement) }
        var api: UnsafeMutablePointer<fts5_api>?
        // The pointer's type name must outlive the step: SQLite keeps its address.
        code = "fts5_api_ptr".withCString { name in
            withUnsafeMutablePointer(to: &api) { slot in
                let bound = sqlite3_bind_pointer(statement, 1, slot, name, nil)
                guard bound == SQLITE_OK else { return bound }
                return sqlite3_step(statement)
            }
        }
        guard code == SQLITE_ROW, let api else {
            throw database.error(code, while: "preparing the search")
        }
        return api
    }
}
