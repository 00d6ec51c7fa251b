import CSQLite

/// Taking the bytes of deleted words out of the index's files.
///
/// FTS5 leaves a deleted word in its old segment until that is merged; SQLite 3.40 knows no
/// `secure-delete` for FTS5. So all segments are merged into one, some pages a step, and what
/// that frees is wiped (`PRAGMA secure_delete`).
extension SearchIndex {
    private enum Stage: Int {
        case nothing, requested, merging
    }

    func requestForgetting() throws {
        try set(.requested)
    }

    /// Does one short step (some 60 ms); false once no deleted word is left in the tables.
    ///
    /// The write-ahead log still holds old pages until `finishForgetting`.
    func forgetStep() throws -> Bool {
        try database.transaction(synced: false) {
            switch try stage() {
            case .nothing: return false
            case .requested:
                try merge(pages: -500)
                try set(.merging)
            case .merging:
                if try !merge(pages: 500) { try set(.nothing) }
            }
            return true
        }
    }

    /// Empties the write-ahead log; outside of any transaction.
    func finishForgetting() throws {
        try database.query("PRAGMA wal_checkpoint(TRUNCATE)") { _ in true }
    }

    /// True where there was something to merge.
    @discardableResult
    private func merge(pages: Int) throws -> Bool {
        var hasWorked = false
        for table in ["fts", "tri"] {
            let before = sqlite3_total_changes64(database.handle)
            try database.execute("INSERT INTO \(table) (\(table), rank) VALUES ('merge', ?)", pages)
            // The statement itself is one change; SQLite's documentation gives this test.
            if sqlite3_total_changes64(database.handle) - before >= 2 { hasWorked = true }
        }
        return hasWorked
    }

    private func stage() throws -> Stage {
        let value = try database.row(
            "SELECT value FROM searchState WHERE name = 'forgetting'"
        ) { $0.int(0) }
        return value.flatMap(Stage.init(rawValue:)) ?? .nothing
    }

    private func set(_ stage: Stage) throws {
        try database.execute(
            "INSERT OR REPLACE INTO searchState (name, value) VALUES ('forgetting', ?)",
            stage.rawValue)
    }
}
