import CSQLite

/// Taking the bytes of deleted words out of the index's files.
///
/// FTS5 leaves a deleted word in its old segment until that is merged; SQLite 3.40 knows no
/// `secure-delete` for FTS5. So all segments are merged into one, some pages a step, and what
/// that frees is wiped (`PRAGMA secure_delete`).
extension SearchIndex {
    private enum Stage: Int {
        /// `log`: only the write-ahead log holds them yet.
        case nothing, requested, merging, log
    }

    func requestForgetting() throws {
        try set(.requested)
    }

    /// Does one short step (some 60 ms); false once no deleted word is left in the tables.
    ///
    /// The write-ahead log still holds old pages until `Catalogue.emptyLog`.
    func forgetStep() throws -> Bool {
        try database.transaction(synced: false) {
            switch try stage() {
            case .nothing, .log: return false
            case .requested:
                try merge(pages: -500)
                try set(.merging)
            case .merging:
                if try !merge(pages: 500) { try set(.log) }
            }
            return true
        }
    }

    /// Whether the write-ahead log must be emptied yet.
    func isInLog() throws -> Bool { try stage() == .log }

    /// Notes that the log was emptied, unless more was deleted meanwhile.
    func finishForgetting() throws {
        try database.transaction(synced: false) {
            if try stage() == .log { try set(.nothing) }
        }
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
        let value = try database.row("SELECT stage FROM forgetting") { $0.int(0) }
        return value.flatMap(Stage.init(rawValue:)) ?? .nothing
    }

    private func set(_ stage: Stage) throws {
        try database.execute("UPDATE forgetting SET stage = ?", stage.rawValue)
    }
}
