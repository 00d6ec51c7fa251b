extension Migration {
    /// Sessions, agendas, persons, markers, recordings and tokens.
    ///
    /// Dates are milliseconds since 1970, `media…` ticks of 1/90000 s, `start` and `duration` in
    /// their track's timescale.
    static let first = Migration(
        1,
        script: """
            CREATE TABLE body (
                id TEXT PRIMARY KEY NOT NULL,
                name TEXT NOT NULL,
                visibility TEXT NOT NULL,
                archive TEXT NOT NULL,
                oparl TEXT
            ) STRICT, WITHOUT ROWID;

            -- number: day since 1970 * 4096 + the session's slot on that day; never used again.
            CREATE TABLE session (
                number INTEGER PRIMARY KEY,
                id TEXT NOT NULL UNIQUE,
                title TEXT NOT NULL,
                body TEXT NOT NULL REFERENCES body,
                room TEXT,
                "begin" INTEGER,
                "end" INTEGER,
                state TEXT NOT NULL CHECK (state IN ('planned', 'live', 'ended', 'cancelled')),
                visibility TEXT NOT NULL CHECK (visibility IN ('office', 'unlisted', 'public')),
                "key" TEXT UNIQUE,
                oparl TEXT
            ) STRICT;
            CREATE INDEX session_body ON session (body, number);
            CREATE INDEX session_state ON session (state, number);
            CREATE UNIQUE INDEX session_live ON session (room)
                WHERE state = 'live' AND room IS NOT NULL;
            CREATE INDEX session_oparl ON session (oparl) WHERE oparl IS NOT NULL;

            CREATE TABLE item (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                session INTEGER NOT NULL REFERENCES session,
                position INTEGER NOT NULL,
                number TEXT NOT NULL,
                title TEXT NOT NULL,
                publicity TEXT NOT NULL,
                result TEXT,
                parent INTEGER REFERENCES item DEFERRABLE INITIALLY DEFERRED,
                withdrawn INTEGER NOT NULL,
                oparl TEXT
            ) STRICT;
            CREATE INDEX item_session ON item (session, position);
            CREATE INDEX item_parent ON item (parent) WHERE parent IS NOT NULL;
            CREATE TABLE paper (
                item INTEGER NOT NULL REFERENCES item ON DELETE CASCADE,
                position INTEGER NOT NULL,
                reference TEXT NOT NULL,
                title TEXT NOT NULL,
                url TEXT,
                PRIMARY KEY (item, position)
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE person (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                name TEXT NOT NULL,
                role TEXT,
                oparl TEXT
            ) STRICT;
            CREATE INDEX person_name ON person (name);
            CREATE INDEX person_oparl ON person (oparl) WHERE oparl IS NOT NULL;
            CREATE TABLE membership (
                person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
                position INTEGER NOT NULL,
                faction TEXT NOT NULL,
                role TEXT,
                "from" TEXT,
                "to" TEXT,
                PRIMARY KEY (person, position)
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE marker (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                session INTEGER NOT NULL REFERENCES session,
                kind TEXT NOT NULL,
                wall INTEGER,
                media INTEGER,
                person INTEGER REFERENCES person,
                name TEXT,
                role TEXT,
                behalf TEXT,
                text TEXT,
                public INTEGER NOT NULL,
                "key" TEXT,
                deleted INTEGER NOT NULL DEFAULT 0,
                CHECK ((wall IS NULL) != (media IS NULL))
            ) STRICT;
            CREATE INDEX marker_session ON marker (session);
            CREATE UNIQUE INDEX marker_key ON marker (session, "key") WHERE "key" IS NOT NULL;
            CREATE INDEX marker_person ON marker (person) WHERE person IS NOT NULL;
            CREATE TABLE marker_item (
                marker INTEGER NOT NULL REFERENCES marker,
                position INTEGER NOT NULL,
                item INTEGER NOT NULL REFERENCES item,
                PRIMARY KEY (marker, position)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX marker_item_item ON marker_item (item);

            CREATE TABLE audit (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                at INTEGER NOT NULL,
                who TEXT NOT NULL,
                action TEXT NOT NULL,
                session INTEGER NOT NULL,
                marker INTEGER NOT NULL,
                before TEXT,
                after TEXT
            ) STRICT;
            CREATE INDEX audit_marker ON audit (marker);
            CREATE TRIGGER audit_stays BEFORE DELETE ON audit
                BEGIN SELECT RAISE(ABORT, 'the audit log is never shortened'); END;
            CREATE TRIGGER audit_is_fixed BEFORE UPDATE ON audit
                BEGIN SELECT RAISE(ABORT, 'the audit log is never changed'); END;

            CREATE TABLE recording (
                session INTEGER PRIMARY KEY REFERENCES session,
                nextSequence INTEGER NOT NULL,
                gateClosed INTEGER NOT NULL DEFAULT 0,
                gateSince INTEGER,
                gateMedia INTEGER
            ) STRICT;
            CREATE TABLE epoch (
                session INTEGER NOT NULL REFERENCES session,
                number INTEGER NOT NULL,
                mediaStart INTEGER NOT NULL,
                wallStart INTEGER NOT NULL,
                initEpoch INTEGER NOT NULL,
                PRIMARY KEY (session, number)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE track (
                session INTEGER NOT NULL,
                epoch INTEGER NOT NULL,
                position INTEGER NOT NULL,
                id TEXT NOT NULL,
                codec TEXT NOT NULL,
                timescale INTEGER NOT NULL,
                width INTEGER, height INTEGER, frameRate REAL,
                sampleRate INTEGER, channels INTEGER,
                init BLOB NOT NULL,
                PRIMARY KEY (session, epoch, id),
                FOREIGN KEY (session, epoch) REFERENCES epoch
            ) STRICT;
            -- packed: a closed file's segments in one value, instead of rows of their own.
            CREATE TABLE file (
                id INTEGER PRIMARY KEY,
                session INTEGER NOT NULL,
                track TEXT NOT NULL,
                epoch INTEGER NOT NULL,
                n INTEGER NOT NULL,
                header INTEGER NOT NULL,
                closed INTEGER NOT NULL DEFAULT 0,
                firstSequence INTEGER, lastSequence INTEGER,
                mediaStart INTEGER, mediaEnd INTEGER,
                packed BLOB,
                UNIQUE (session, track, epoch, n),
                FOREIGN KEY (session, epoch, track) REFERENCES track (session, epoch, id)
            ) STRICT;
            CREATE INDEX file_open ON file (id) WHERE closed = 0;
            -- A number stays here until every track of its epoch has closed its segment.
            CREATE TABLE reserved (
                session INTEGER NOT NULL,
                sequence INTEGER NOT NULL,
                epoch INTEGER NOT NULL,
                PRIMARY KEY (session, sequence),
                FOREIGN KEY (session, epoch) REFERENCES epoch
            ) STRICT, WITHOUT ROWID;
            -- offset and length are NULL for a gap.
            CREATE TABLE segment (
                session INTEGER NOT NULL,
                track TEXT NOT NULL,
                sequence INTEGER NOT NULL,
                file INTEGER NOT NULL REFERENCES file,
                start INTEGER NOT NULL,
                duration INTEGER NOT NULL,
                independent INTEGER NOT NULL,
                "offset" INTEGER,
                length INTEGER,
                open INTEGER NOT NULL,
                PRIMARY KEY (session, track, sequence)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX segment_file ON segment (file);
            CREATE TABLE part (
                session INTEGER NOT NULL,
                track TEXT NOT NULL,
                sequence INTEGER NOT NULL,
                "index" INTEGER NOT NULL,
                start INTEGER NOT NULL,
                duration INTEGER NOT NULL,
                independent INTEGER NOT NULL,
                file INTEGER NOT NULL REFERENCES file,
                "offset" INTEGER NOT NULL,
                length INTEGER NOT NULL,
                checksum INTEGER NOT NULL,
                expires INTEGER,
                PRIMARY KEY (session, track, sequence, "index")
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX part_file ON part (file);

            CREATE TABLE room (
                id TEXT PRIMARY KEY NOT NULL,
                mediaSequence INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE token (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                name TEXT NOT NULL,
                "right" TEXT NOT NULL,
                room TEXT,
                sha256 BLOB NOT NULL UNIQUE,
                created INTEGER NOT NULL
            ) STRICT;
            """)
}
