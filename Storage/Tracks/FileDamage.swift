import Recording

/// A part as its row says, with the checksum of its bytes.
struct StoredPart: Hashable, Sendable {
    let sequence: Int64
    let index: Int
    let bytes: Range<Int64>
    let checksum: Int64
}

/// What a power cut took from a track file.
struct FileDamage: Sendable {
    let file: Int64
    let session: Int64
    let track: TrackID
    /// Parts whose bytes are not there.
    var parts: [StoredPart] = []
    /// Closed segments, with the bytes that are left of them.
    var shortened: [SegmentEntry] = []
    var isShort = false

    init(file: Int64, session: Int64, track: TrackID) {
        self.file = file
        self.session = session
        self.track = track
    }

    /// Makes the catalogue say no more than what is there. Times stay: they were published.
    func apply(to database: Database) throws {
        for part in parts {
            try database.execute(
                """
                DELETE FROM part
                WHERE session = ? AND track = ? AND sequence = ? AND "index" = ?
                """, session, track, part.sequence, part.index)
        }
        for entry in shortened {
            try RecordingState.put(
                entry, track: track, file: file, session: session, in: database)
        }
    }
}

extension Database {
    func storedParts(ofFile file: Int64) throws -> [StoredPart] {
        try rows(
            """
            SELECT sequence, "index", "offset", length, checksum FROM part WHERE file = ?
            ORDER BY sequence, "index"
            """, file
        ) { row in
            StoredPart(
                sequence: row.int64(0), index: row.int(1),
                bytes: row.int64(2)..<max(row.int64(2), row.int64(2) &+ row.int64(3)),
                checksum: row.int64(4))
        }
    }

    /// Behind the last byte of a file that anything in the catalogue names.
    func cataloguedEnd(ofFile file: FileRow) throws -> Int64 {
        let end = try row(
            """
            SELECT max(ifnull((SELECT max("offset" + length) FROM segment WHERE file = ?1), 0),
                ifnull((SELECT max("offset" + length) FROM part WHERE file = ?1), 0))
            """, file.id, read: { $0.int64(0) })
        return max(file.header, end ?? 0)
    }
}
