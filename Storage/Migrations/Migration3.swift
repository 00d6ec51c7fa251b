extension Migration {
    /// What recordings were imported from, so that a file is not taken in twice unawares.
    static let imports = Migration(
        3,
        script: """
            CREATE TABLE import (
                session INTEGER NOT NULL REFERENCES session,
                name TEXT NOT NULL,
                bytes INTEGER NOT NULL,
                digest BLOB NOT NULL,
                at INTEGER NOT NULL
            ) STRICT;
            CREATE INDEX import_file ON import (bytes, digest);
            """)
}
