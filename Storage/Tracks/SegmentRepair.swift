import Agenda
import Foundation
import Recording

/// Ends every segment of a session that was left open, so that each reserved number names
/// something for ever: the announced parts that are there, or a gap.
struct SegmentRepair {
    /// One that was closed.
    struct Outcome: Sendable {
        var sequence: Int64
        var track: TrackID
        /// 0 for a gap.
        var parts: Int
    }

    /// What a gap takes where nothing at all is known of its number: a frame at 25 a second.
    private static let shortest = MediaTime(seconds: 0.04)

    let database: Database
    let session: Int64
    /// Until when the parts of segments that are closed now stay known.
    let expiry: Date
    /// The highest number of a segment that was played whole from memory: what is there of it
    /// would be other bytes of the same name.
    var played = -1

    func run() throws -> [Outcome] {
        let numbers = try database.rows(
            "SELECT sequence, epoch FROM reserved WHERE session = ? ORDER BY sequence", session,
            read: { (sequence: $0.int64(0), epoch: $0.int(1)) })
        guard !numbers.isEmpty else { return [] }
        let epochs = try database.epochs(of: session)
        var outcomes: [Outcome] = []
        for (sequence, number) in numbers {
            guard let epoch = epochs.first(where: { $0.number == number }) else {
                throw StorageError(
                    .damaged, while: "closing a segment", object: String(sequence))
            }
            outcomes += try close(sequence, in: epoch)
            try database.execute(
                "DELETE FROM reserved WHERE session = ? AND sequence = ?", session, sequence)
        }
        return outcomes
    }

    private func close(_ sequence: Int64, in epoch: Epoch) throws -> [Outcome] {
        var lacking: [(track: Track, start: Int64?)] = []
        var end: MediaTime?
        var outcomes: [Outcome] = []
        for track in epoch.tracks {
            let row = try database.row(
                """
                SELECT sequence, start, duration, independent, "offset", length, open, file
                FROM segment WHERE session = ? AND track = ? AND sequence = ?
                """, session, track.id, sequence,
                read: { (entry: $0.entry, isOpen: $0.bool(6), file: $0.int64(7)) })
            guard let row else {
                // Its file may be closed already, while another track was behind.
                if try sequence <= packedEnd(of: track.id) { continue }
                lacking.append((track, nil))
                continue
            }
            var entry = row.entry
            if row.isOpen {
                let isPlayed = sequence <= played
                if isPlayed { try forgetParts(of: sequence, track: track.id) }
                let count = isPlayed ? 0 : try shorten(&entry, track: track.id)
                guard count > 0 else {
                    lacking.append((track, entry.start))
                    continue
                }
                try RecordingState.put(
                    entry, track: track.id, file: row.file, session: session, in: database)
                try database.execute(
                    "UPDATE part SET expires = ? WHERE session = ? AND track = ? AND sequence = ?",
                    expiry, session, track.id, sequence)
                outcomes.append(Outcome(sequence: sequence, track: track.id, parts: count))
            }
            let own = MediaTime(entry.end, timescale: Int64(track.timescale))
            end = max(end ?? own, own)
        }
        // Of a number that nobody has a byte of only this is known: it stood behind everything.
        let stop =
            try end ?? database.mediaEnd(of: session, lastEpoch: epoch) + Self.shortest
        for (track, known) in lacking {
            try fill(sequence, track: track, epoch: epoch, from: known, to: stop)
            outcomes.append(Outcome(sequence: sequence, track: track.id, parts: 0))
        }
        return outcomes
    }

    private func forgetParts(of sequence: Int64, track: TrackID) throws {
        try database.execute(
            "DELETE FROM part WHERE session = ? AND track = ? AND sequence = ?", session, track,
            sequence)
    }

    private func packedEnd(of track: TrackID) throws -> Int64 {
        try database.row(
            "SELECT ifnull(max(lastSequence), -1) FROM file WHERE session = ? AND track = ?",
            session, track, read: { $0.int64(0) }) ?? -1
    }

    /// Cuts a segment to the parts that follow one another from its first one on.
    private func shorten(_ entry: inout SegmentEntry, track: TrackID) throws -> Int {
        let parts = try database.rows(
            """
            SELECT "index", start, duration, independent, "offset", length FROM part
            WHERE session = ? AND track = ? AND sequence = ? ORDER BY "index"
            """, session, track, entry.sequence, read: { $0.entry })
        var count = 0
        for part in parts {
            guard part.sequence == Int64(count), let bytes = part.bytes,
                entry.bytes == nil || entry.bytes?.upperBound == bytes.lowerBound || count == 0
            else { break }
            if count == 0 {
                entry.start = part.start
                entry.duration = 0
                entry.isIndependent = part.isIndependent
                entry.bytes = bytes.lowerBound..<bytes.lowerBound
            }
            entry.duration += part.duration
            entry.bytes = (entry.bytes?.lowerBound ?? bytes.lowerBound)..<bytes.upperBound
            count += 1
        }
        return count
    }

    private func fill(
        _ sequence: Int64, track: Track, epoch: Epoch, from known: Int64?, to end: MediaTime
    ) throws {
        func units(_ time: MediaTime) -> Int64 {
            TrackTime(value: time.ticks, timescale: Int32(MediaTime.timescale))
                .scaled(to: track.timescale)
        }
        let before = try database.end(
            of: track.id, epoch: epoch.number, session: session, before: sequence)
        let start = known ?? before ?? units(epoch.mediaStart)
        let after = try database.row(
            """
            SELECT min(start) FROM segment WHERE session = ? AND track = ? AND sequence > ?
            """, session, track.id, sequence, read: { $0.int64OrNil(0) })
        let stop = max(min(units(end), (after ?? nil) ?? .max), start + 1)
        let file = try database.row(
            """
            SELECT id FROM file WHERE session = ? AND track = ? AND epoch = ?
            ORDER BY closed, n DESC LIMIT 1
            """, session, track.id, epoch.number, read: { $0.int64(0) })
        guard let file else {
            throw StorageError(.damaged, while: "closing a segment", object: String(sequence))
        }
        try RecordingState.put(
            SegmentEntry(
                sequence: sequence, start: start, duration: stop - start, isIndependent: true),
            track: track.id, file: file, session: session, in: database)
    }
}
