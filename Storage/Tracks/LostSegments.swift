import Agenda
import Recording

/// Segments that were announced from memory while nothing could be stored, not even that they
/// had ended: their numbers were passed over, and name gaps.
struct LostSegments {
    /// In the catalogue.
    let session: Int64
    let track: TrackID
    let epoch: Int
    /// The row of the file that is being written.
    let file: Int64

    /// Gives the time between the last segment that is known and `time` to the numbers between.
    func fill(before sequence: Int, at time: TrackTime, in database: Database) throws {
        let lost = try database.rows(
            """
            SELECT r.sequence FROM reserved r
            LEFT JOIN segment g
                ON g.session = r.session AND g.track = ?2 AND g.sequence = r.sequence
            WHERE r.session = ?1 AND r.epoch = ?3 AND r.sequence < ?4 AND g.sequence IS NULL
                AND r.sequence > ifnull((SELECT max(lastSequence) FROM file
                    WHERE session = ?1 AND track = ?2), -1)
            ORDER BY r.sequence
            """, session, track, epoch, sequence, read: { $0.int(0) })
        guard let first = lost.first else { return }
        let start = min(
            try end(before: first, timescale: time.timescale, in: database) ?? time.value,
            time.value)
        let length = time.value - start
        let count = Int64(lost.count)
        for (index, number) in lost.enumerated() {
            let from = start + length * Int64(index) / count
            let to = start + length * Int64(index + 1) / count
            try RecordingState.put(
                SegmentEntry(
                    sequence: Int64(number), start: from, duration: max(1, to - from),
                    isIndependent: true), track: track, file: file, session: session,
                in: database)
            try RecordingState.release(number, epoch: epoch, session: session, in: database)
        }
    }

    /// Where this track has got to, or else the session before this epoch.
    private func end(
        before sequence: Int, timescale: Int32, in database: Database
    ) throws -> Int64? {
        if let own = try database.end(
            of: track, epoch: epoch, session: session, before: Int64(sequence))
        {
            return own
        }
        let earlier = try database.epochs(of: session).last { $0.number < epoch }
        guard let earlier else { return nil }
        let reached = try database.mediaEnd(of: session, lastEpoch: earlier)
        return TrackTime(value: reached.ticks, timescale: Int32(MediaTime.timescale)).scaled(
            to: timescale)
    }
}

extension TrackTime {
    /// In another timescale, rounded up: nothing may start before something else has ended.
    func scaled(to other: Int32) -> Int64 {
        let product = Int128(value) * Int128(other)
        let scale = Int128(timescale)
        let quotient = product / scale
        return Int64(
            clamping: quotient * scale < product ? quotient + 1 : quotient)
    }
}
