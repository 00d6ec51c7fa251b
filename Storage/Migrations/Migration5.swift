extension Migration {
    /// What a room itself says of marks that are set now, and where its gate's state is kept
    /// beside the catalogue.
    ///
    /// `counter`, `stamp` (what the wall clock said) and `epoch` are of marks set "now". `identity`
    /// names this catalogue among others. `gate` has the highest counter of a room, and whether
    /// its block on the data disk was made. `pair` tells what the wall clock said at a media time,
    /// `gateDelay` how late a picture of the session can have come, in seconds.
    static let presses = Migration(
        5,
        script: """
            CREATE TABLE identity (id TEXT NOT NULL) STRICT;
            INSERT INTO identity (id) VALUES (lower(hex(randomblob(16))));
            ALTER TABLE marker ADD COLUMN counter INTEGER;
            ALTER TABLE marker ADD COLUMN stamp INTEGER;
            ALTER TABLE marker ADD COLUMN epoch INTEGER;
            CREATE INDEX marker_counter ON marker (session, counter) WHERE counter IS NOT NULL;
            CREATE TABLE gate (
                room TEXT PRIMARY KEY NOT NULL,
                counter INTEGER NOT NULL,
                block INTEGER NOT NULL DEFAULT 0
            ) STRICT, WITHOUT ROWID;
            ALTER TABLE recording ADD COLUMN gateDelay REAL;
            CREATE TABLE pair (
                session INTEGER NOT NULL REFERENCES session,
                epoch INTEGER NOT NULL,
                media INTEGER NOT NULL,
                wall INTEGER NOT NULL,
                PRIMARY KEY (session, epoch, media)
            ) STRICT, WITHOUT ROWID;
            """)
}
