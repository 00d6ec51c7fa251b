/// The tables of the search, as one migration.
///
/// `sentence` holds each public text; `fts` indexes it without a copy. `f` holds filters as words:
/// `b` and the number of a body, `c` of a faction, `p` of a person, `y` and the year, `k` and the
/// kind. `vocab` counts the rows and places of each term, with all rows under the empty term.
/// `voc` holds the words as they are written (folded) with their terms, and `tri` finds them by
/// any three letters, for compounds, prefixes and suggestions.
extension Migration {
    static let search = Migration(
        2,
        script: """
            CREATE TABLE filter (
                number INTEGER PRIMARY KEY,
                kind TEXT NOT NULL,
                name TEXT NOT NULL,
                UNIQUE (kind, name)
            ) STRICT;
            -- One row: how far deleted words have gone from the index's files.
            CREATE TABLE forgetting (
                id INTEGER PRIMARY KEY CHECK (id = 1),
                stage INTEGER NOT NULL
            ) STRICT;
            INSERT INTO forgetting (id, stage) VALUES (1, 0);
            CREATE TABLE sentence (
                id INTEGER PRIMARY KEY,
                kind TEXT NOT NULL,
                item INTEGER,
                speech INTEGER,
                person INTEGER,
                mediaTime INTEGER,
                text TEXT NOT NULL,
                context TEXT NOT NULL,
                f TEXT NOT NULL
            ) STRICT;
            CREATE VIRTUAL TABLE fts USING fts5(
                text, context, f, content = 'sentence', content_rowid = 'id', tokenize = 'ratskanal'
            );
            CREATE TABLE vocab (
                term TEXT PRIMARY KEY NOT NULL,
                documents INTEGER NOT NULL,
                count INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE voc (
                id INTEGER PRIMARY KEY,
                word TEXT NOT NULL UNIQUE,
                term TEXT NOT NULL,
                documents INTEGER NOT NULL
            ) STRICT;
            CREATE VIRTUAL TABLE tri USING fts5(
                word, content = 'voc', content_rowid = 'id', tokenize = 'trigram'
            );
            """)
}
