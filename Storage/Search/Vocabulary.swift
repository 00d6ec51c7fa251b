/// The words of all texts and how often they occur, kept exact with each change.
///
/// A word is forgotten with its last text. So counts, expansions and suggestions never tell more
/// than the texts do.
struct Vocabulary {
    /// The shortest word that is found inside others or suggested; trigrams need three letters.
    static let shortestWord = 3

    let database: Database

    /// How the counts of some texts differ from before.
    struct Change {
        fileprivate struct Counts {
            var documents = 0
            var count = 0
        }
        fileprivate struct Word: Hashable {
            var form: String
            var term: String
        }
        fileprivate var terms: [String: Counts] = [:]
        fileprivate var words: [Word: Int] = [:]
        private var context: [String: Int] = [:]
        fileprivate var documents = 0
        fileprivate var places = 0

        /// Whether a word stands in fewer texts than before. A text that only moved is no loss.
        var isLoss: Bool {
            terms.values.contains { $0.documents < 0 || $0.count < 0 }
                || context.values.contains { $0 < 0 }
        }

        /// Notes words that narrow a search only: they are in no vocabulary.
        mutating func add(context words: [AnalyzedWord], sign: Int) {
            for word in words { context[word.terms[0], default: 0] += sign }
        }

        /// Notes that a text came (`sign` 1) or went (-1).
        mutating func add(_ text: [AnalyzedWord], sign: Int) {
            var terms: [String: Int] = [:]
            var forms: Set<Word> = []
            for word in text {
                for (form, term) in zip(word.forms, word.terms) {
                    terms[term, default: 0] += 1
                    let length = form.utf8.count
                    if !word.hasDigits, length >= shortestWord, length < WordAnalyzer.longestWord {
                        forms.insert(Word(form: form, term: term))
                    }
                }
            }
            for (term, count) in terms {
                self.terms[term, default: Counts()].documents += sign
                self.terms[term, default: Counts()].count += sign * count
            }
            for form in forms { words[form, default: 0] += sign }
            documents += sign
            places += sign * text.count
        }
    }

    func apply(_ change: Change) throws {
        try add("", change.documents, change.places)
        for (term, counts) in change.terms where counts.documents != 0 || counts.count != 0 {
            try add(term, counts.documents, counts.count)
        }
        for (word, documents) in change.words where documents != 0 {
            try add(word, documents)
        }
    }

    private func add(_ term: String, _ documents: Int, _ count: Int) throws {
        try database.execute(
            """
            INSERT INTO vocab (term, documents, count) VALUES (?, ?, ?)
            ON CONFLICT (term) DO UPDATE
            SET documents = documents + excluded.documents, count = count + excluded.count
            """, term, documents, count)
        guard documents < 0 else { return }
        try database.execute("DELETE FROM vocab WHERE term = ? AND documents <= 0", term)
    }

    private func add(_ word: Change.Word, _ documents: Int) throws {
        let known = try database.row(
            "SELECT id, documents FROM voc WHERE word = ?", word.form
        ) { ($0.int64(0), $0.int(1)) }
        guard let (id, before) = known else {
            guard documents > 0 else { return }
            try database.execute(
                "INSERT INTO voc (word, term, documents) VALUES (?, ?, ?)",
                word.form, word.term, documents)
            try database.execute(
                "INSERT INTO tri (rowid, word) VALUES (?, ?)", database.lastInsertedID, word.form)
            return
        }
        guard before + documents <= 0 else {
            try database.execute(
                "UPDATE voc SET documents = documents + ? WHERE id = ?", documents, id)
            return
        }
        try database.execute(
            "INSERT INTO tri (tri, rowid, word) VALUES ('delete', ?, ?)", id, word.form)
        try database.execute("DELETE FROM voc WHERE id = ?", id)
    }

    /// How many texts there are.
    func documents() throws -> Int {
        try documents(of: "")
    }

    /// How many texts a term stands in.
    func documents(of term: String) throws -> Int {
        try database.row("SELECT documents FROM vocab WHERE term = ?", term) { $0.int(0) } ?? 0
    }

    /// A word of the vocabulary.
    struct Entry {
        var word: String
        var term: String
        var documents: Int

        init(_ row: Row) {
            word = row.text(0)
            term = row.text(1)
            documents = row.int(2)
        }
    }

    /// The commonest words that hold `part`, the commonest first.
    func words(containing part: String, limit: Int) throws -> [Entry] {
        guard part.utf8.count >= Self.shortestWord else { return [] }
        return try database.rows(
            """
            SELECT voc.word, voc.term, voc.documents FROM tri JOIN voc ON voc.id = tri.rowid
            WHERE tri MATCH ? ORDER BY voc.documents DESC, voc.word LIMIT ?
            """, "\"\(part)\"", limit, read: Entry.init)
    }

    /// The commonest words that begin with `prefix`, the commonest first.
    func words(beginning prefix: String, limit: Int) throws -> [Entry] {
        try database.rows(
            """
            SELECT word, term, documents FROM voc WHERE word >= ? AND word < ?
            ORDER BY documents DESC, word LIMIT ?
            """, prefix, prefix + "\u{10ffff}", limit, read: Entry.init)
    }

    /// Words that share many three-letter groups with `word`, those that share most first.
    func words(resembling word: String, limit: Int) throws -> [Entry] {
        let letters = Array(word)
        guard letters.count > Self.shortestWord else { return [] }
        var groups: [String] = []
        for start in 0...(letters.count - 3) {
            let group = "\"\(String(letters[start..<start + 3]))\""
            if !groups.contains(group) { groups.append(group) }
        }
        var weights = RankFunction.Weights()
        weights.phrases = groups.indices.map { ($0 % RankFunction.mostWords, 1) }
        return try database.rows(
            """
            SELECT voc.word, voc.term, voc.documents FROM (
                SELECT rowid AS id, \(SearchExtension.rankFunction)(tri, ?) AS shared FROM tri
                WHERE tri MATCH ? ORDER BY shared DESC LIMIT ?
            ) JOIN voc USING (id) ORDER BY shared DESC, voc.documents DESC
            """, weights.bytes, groups.joined(separator: " OR "), limit, read: Entry.init)
    }
}
