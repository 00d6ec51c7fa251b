import Agenda

/// The full text of all public sessions, on one connection.
///
/// It trusts its caller: of a public session only what everybody may read is ever passed in. A
/// session that is not public has no texts, whatever is passed in. What is passed in no more is
/// forgotten, in the vocabulary at once and in the index's files by `forgetStep`.
struct SearchIndex {
    let database: Database
    let vocabulary: Vocabulary
    let analyzer: WordAnalyzer

    init(on database: Database) throws {
        self.database = database
        vocabulary = Vocabulary(database: database)
        analyzer = try WordAnalyzer()
    }

    /// Makes `texts` all that is found of a session; rows that stay the same are not touched.
    func reindex(_ session: SessionID, as texts: [IndexedText]) throws {
        try database.transaction(synced: false) {
            let number = try database.number(of: session)
            let place = try database.row(
                "SELECT body, visibility FROM session WHERE number = ?", number
            ) { (body: $0.text(0), isPublic: $0.text(1) == Visibility.public.rawValue) }
            guard let place else { return }
            let texts = place.isPublic ? texts : []
            let stored = try storedRows(of: number)
            var remaining: [StoredText: [Int64]] = [:]
            for (id, text) in stored { remaining[text, default: []].append(id) }
            var added: [StoredText] = []
            let bodyFilter = try filter("body", "b", place.body)
            let year = "y" + session.day.prefix(4)
            for text in texts {
                var filters = [bodyFilter, year, text.kind.filter]
                if let person = text.person { filters.append("p\(person)") }
                for faction in text.factions {
                    filters.append(try filter("faction", "c", faction))
                }
                let row = StoredText(text, filters: filters.joined(separator: " "))
                if remaining[row]?.popLast() == nil { added.append(row) }
            }
            let removed = stored.filter { remaining[$0.text]?.contains($0.id) == true }
            guard !removed.isEmpty || !added.isEmpty else { return }
            var change = Vocabulary.Change()
            for (id, text) in removed {
                try delete(id, text)
                note(text, in: &change, sign: -1)
            }
            let gone = Set(removed.map(\.id))
            var free = FreeIDs(
                in: number, besides: Set(stored.map(\.id)).subtracting(gone))
            for text in added {
                let id = try free.next(for: text.kind)
                try insert(id, text)
                note(text, in: &change, sign: 1)
            }
            try vocabulary.apply(change)
            if change.isLoss { try requestForgetting() }
        }
    }

    /// Makes a session be found no more.
    func remove(_ session: SessionID) throws {
        try reindex(session, as: [])
    }

    private func note(_ text: StoredText, in change: inout Vocabulary.Change, sign: Int) {
        change.add(analyzer.words(in: text.text), sign: sign)
        change.add(context: analyzer.words(in: text.context), sign: sign)
    }

    // MARK: Rows

    private func storedRows(of number: Int64) throws -> [(id: Int64, text: StoredText)] {
        let rows = SentenceID.rows(of: number)
        return try database.rows(
            """
            SELECT id, kind, item, speech, person, mediaTime, text, context, f FROM sentence
            WHERE id BETWEEN ? AND ? ORDER BY id
            """, rows.lowerBound, rows.upperBound
        ) { ($0.int64(0), try StoredText($0)) }
    }

    private func insert(_ id: Int64, _ text: StoredText) throws {
        try database.execute(
            """
            INSERT INTO sentence (id, kind, item, speech, person, mediaTime, text, context, f)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, id, text.kind.rawValue, text.item, text.speech, text.person, text.mediaTime,
            text.text, text.context, text.filters)
        try database.execute(
            "INSERT INTO fts (rowid, text, context, f) VALUES (?, ?, ?, ?)",
            id, text.text, text.context, text.filters)
    }

    /// FTS5 needs the very words that were entered to take them out again.
    private func delete(_ id: Int64, _ text: StoredText) throws {
        try database.execute(
            "INSERT INTO fts (fts, rowid, text, context, f) VALUES ('delete', ?, ?, ?, ?)",
            id, text.text, text.context, text.filters)
        try database.execute("DELETE FROM sentence WHERE id = ?", id)
    }

    // MARK: Filters

    /// The filter word of a body or faction, which gets a number at its first text.
    private func filter(_ kind: String, _ letter: String, _ name: String) throws -> String {
        if let number = try filterNumber(kind, name) { return "\(letter)\(number)" }
        try database.execute("INSERT INTO filter (kind, name) VALUES (?, ?)", kind, name)
        return "\(letter)\(database.lastInsertedID)"
    }

    func filterNumber(_ kind: String, _ name: String) throws -> Int64? {
        try database.row(
            "SELECT number FROM filter WHERE kind = ? AND name = ?", kind, name
        ) { $0.int64(0) }
    }
}

extension IndexedText.Kind {
    var filter: String {
        switch self {
        case .session: "k0"
        case .item: "k1"
        case .paper: "k2"
        case .speaker: "k3"
        case .note: "k4"
        }
    }
}
