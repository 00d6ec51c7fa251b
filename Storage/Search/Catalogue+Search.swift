public import Agenda

extension Catalogue {
    /// Makes `texts` all that is found of a session; those that stay the same are not touched, so
    /// that a mark more costs a row more.
    ///
    /// The caller passes what everybody may read and nothing else (`IndexedText.all`). A session
    /// that is not public is not found, whatever is passed. What is passed in no more is found no
    /// more at once; then call `forgetDeletedWords` when there is time.
    public func reindex(_ session: SessionID, as texts: [IndexedText]) throws {
        try write(synced: false) { try SearchIndex(on: $0).reindex(session, as: texts) }
    }

    /// Does so for several sessions in one transaction.
    public func reindex(_ texts: [SessionID: [IndexedText]]) throws {
        try write(synced: false) { database in
            let index = try SearchIndex(on: database)
            for (session, texts) in texts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
                try index.reindex(session, as: texts)
            }
        }
    }

    /// Makes a session be found no more.
    public func removeFromSearch(_ session: SessionID) throws {
        try write(synced: false) { try SearchIndex(on: $0).remove(session) }
    }

    /// Throws `invalid` where a day of the query is not written as `SearchQuery` says.
    public func search(_ query: SearchQuery) throws -> SearchResult {
        try read { try SearchIndex(on: $0).search(query) }
    }

    /// Takes the bytes of deleted words out of the catalogue's files, in steps of some 60 ms
    /// between which others write. Does nothing where nothing was deleted since.
    ///
    /// False where a reader kept the write-ahead log from being emptied; then call it again.
    @discardableResult
    public func forgetDeletedWords() throws -> Bool {
        while try write(synced: false, { try SearchIndex(on: $0).forgetStep() }) {}
        guard try write(synced: false, { try SearchIndex(on: $0).isInLog() }) else { return true }
        guard try emptyLog() else { return false }
        try write(synced: false) { try SearchIndex(on: $0).finishForgetting() }
        return true
    }
}
