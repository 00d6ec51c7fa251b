import Agenda
import Recording

extension RecordingState {
    static func insert(_ epoch: Epoch, of session: Int64, in database: Database) throws {
        try database.execute(
            """
            INSERT INTO epoch (session, number, mediaStart, wallStart, initEpoch)
            VALUES (?, ?, ?, ?, ?)
            """, session, epoch.number, epoch.mediaStart, epoch.wallStart, epoch.initEpoch)
        for (position, track) in epoch.tracks.enumerated() {
            var width: Int?
            var height: Int?
            var frameRate: Double?
            var sampleRate: Int?
            var channels: Int?
            switch track.format {
            case .video(let w, let h, let rate): (width, height, frameRate) = (w, h, rate)
            case .audio(let rate, let count): (sampleRate, channels) = (rate, count)
            }
            try database.execute(
                """
                INSERT INTO track (session, epoch, position, id, codec, timescale, width, height,
                    frameRate, sampleRate, channels, init)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, session, epoch.number, position, track.id, track.codec, track.timescale,
                width, height, frameRate, sampleRate, channels, track.initSection)
        }
    }

    static func insertFile(
        of track: Track, epoch: Int, n: Int, session: Int64, in database: Database
    ) throws -> Int64 {
        try database.execute(
            "INSERT INTO file (session, track, epoch, n, header) VALUES (?, ?, ?, ?, ?)", session,
            track.id, epoch, n, track.initSection.count + TrackFile.indexRoom)
        return database.lastInsertedID
    }

    /// Numbers that were passed over are reserved as well: none may name anything later.
    static func reserve(
        _ sequences: ClosedRange<Int>, epoch: Int, session: Int64, in database: Database
    ) throws {
        for sequence in sequences {
            try database.execute(
                "INSERT INTO reserved (session, sequence, epoch) VALUES (?, ?, ?)", session,
                sequence, epoch)
        }
        try database.execute(
            """
            INSERT INTO recording (session, nextSequence) VALUES (?1, ?2)
            ON CONFLICT (session) DO UPDATE SET nextSequence = ?2
            """, session, sequences.upperBound + 1)
    }

    /// What is taken back with a part: where its bytes began, its segment where it was the only
    /// one, and its number.
    struct Withdrawal: Sendable {
        var offset: Int64?
        var isOnly = false
        var isNumberFree = false
    }

    static func withdraw(
        _ index: Int, of sequence: Int, track: TrackID, session: Int64, in database: Database
    ) throws -> Withdrawal {
        var taken = Withdrawal()
        taken.offset = try database.row(
            """
            SELECT "offset" FROM part
            WHERE session = ? AND track = ? AND sequence = ? AND "index" = ?
            """, session, track, sequence, index, read: { $0.int64(0) })
        try database.execute(
            """
            DELETE FROM part WHERE session = ? AND track = ? AND sequence = ? AND "index" = ?
            """, session, track, sequence, index)
        try database.execute(
            """
            DELETE FROM segment WHERE session = ?1 AND track = ?2 AND sequence = ?3 AND open = 1
                AND NOT EXISTS (SELECT 1 FROM part
                    WHERE session = ?1 AND track = ?2 AND sequence = ?3)
            """, session, track, sequence)
        taken.isOnly = database.changes > 0
        return taken
    }

    /// Gives back the last number where no segment bears it; whether it was given back.
    static func free(_ sequence: Int, session: Int64, in database: Database) throws -> Bool {
        try database.execute(
            """
            DELETE FROM reserved WHERE session = ?1 AND sequence = ?2
                AND NOT EXISTS (SELECT 1 FROM segment WHERE session = ?1 AND sequence = ?2)
                AND ?2 = (SELECT nextSequence - 1 FROM recording WHERE session = ?1)
            """, session, sequence)
        guard database.changes > 0 else { return false }
        try database.execute(
            "UPDATE recording SET nextSequence = ? WHERE session = ?", sequence, session)
        return true
    }

    /// Stores a segment as complete. One whose number could not be reserved in time gets it now.
    static func close(
        _ segment: Segment, file: Int64, session: Int64, in database: Database
    ) throws {
        let next =
            try database.row(
                "SELECT nextSequence FROM recording WHERE session = ?", session,
                read: { $0.int(0) }) ?? 0
        if segment.sequence >= next {
            try reserve(
                next...segment.sequence, epoch: segment.epoch, session: session, in: database)
        }
        let lost = LostSegments(
            session: session, track: segment.track, epoch: segment.epoch, file: file)
        try lost.fill(before: segment.sequence, at: segment.start, in: database)
        try put(
            SegmentEntry(
                sequence: Int64(segment.sequence), start: segment.start.value,
                duration: segment.duration, isIndependent: segment.isIndependent,
                bytes: segment.location.map { $0.range.offset..<$0.range.end }),
            track: segment.track, file: file, session: session, in: database)
        try release(segment.sequence, epoch: segment.epoch, session: session, in: database)
    }

    /// Forgets a reservation when every track of its epoch has closed its segment.
    static func release(
        _ sequence: Int, epoch: Int, session: Int64, in database: Database
    ) throws {
        try database.execute(
            """
            DELETE FROM reserved WHERE session = ?1 AND sequence = ?2 AND NOT EXISTS (
                SELECT 1 FROM track t
                LEFT JOIN segment g ON g.session = ?1 AND g.track = t.id AND g.sequence = ?2
                WHERE t.session = ?1 AND t.epoch = ?3 AND ifnull(g.open, 1) = 1
                    AND ?2 > ifnull((SELECT max(lastSequence) FROM file
                        WHERE session = ?1 AND track = t.id), -1))
            """, session, sequence, epoch)
    }

    /// Writes a closed segment's row.
    static func put(
        _ entry: SegmentEntry, track: TrackID, file: Int64, session: Int64, in database: Database
    ) throws {
        try database.execute(
            """
            INSERT INTO segment (session, track, sequence, file, start, duration, independent,
                "offset", length, open) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
            ON CONFLICT (session, track, sequence) DO UPDATE SET file = excluded.file,
                start = excluded.start, duration = excluded.duration,
                independent = excluded.independent, "offset" = excluded."offset",
                length = excluded.length, open = 0
            """, session, track, entry.sequence, file, entry.start, entry.duration,
            entry.isIndependent, entry.bytes?.lowerBound,
            entry.bytes.map { $0.upperBound - $0.lowerBound })
    }
}
