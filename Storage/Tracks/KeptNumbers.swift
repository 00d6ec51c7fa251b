import Agenda
import Recording

/// Numbers that were announced from memory and that the catalogue has not: they name gaps.
struct KeptNumbers {
    private let numbers: NamedNumbers
    /// In the catalogue.
    private let session: Int64

    init(_ numbers: NamedNumbers, of session: Int64) {
        self.numbers = numbers
        self.session = session
    }

    /// Gives them to the last epoch that is known, with the time that passed in them; the highest
    /// one itself is left to `SegmentRepair`.
    func name(in database: Database) throws {
        let next = try next(in: database)
        let known = try database.epochs(of: session)
        guard numbers.sequence >= next,
            let epoch = known.last(where: { $0.number <= numbers.epoch }) ?? known.last
        else { return }
        try RecordingState.reserve(
            next...numbers.sequence, epoch: epoch.number, session: session, in: database)
        for track in epoch.tracks {
            let file = try database.row(
                """
                SELECT id FROM file WHERE session = ? AND track = ? AND epoch = ?
                ORDER BY closed, n DESC LIMIT 1
                """, session, track.id, epoch.number, read: { $0.int64(0) })
            guard let file else { continue }
            let start = TrackTime(
                value: numbers.start.ticks, timescale: Int32(MediaTime.timescale))
            let time = TrackTime(
                value: start.scaled(to: track.timescale), timescale: track.timescale)
            try LostSegments(
                session: session, track: track.id, epoch: epoch.number, file: file
            ).fill(before: numbers.sequence, at: time, in: database)
        }
    }

    /// Passes over those that nothing can be said of: none of them names anything later.
    func pass(in database: Database) throws {
        guard try next(in: database) <= numbers.sequence else { return }
        try database.execute(
            """
            INSERT INTO recording (session, nextSequence) VALUES (?1, ?2)
            ON CONFLICT (session) DO UPDATE SET nextSequence = ?2
            """, session, numbers.sequence + 1)
    }

    private func next(in database: Database) throws -> Int {
        try database.row(
            "SELECT nextSequence FROM recording WHERE session = ?", session, read: { $0.int(0) })
            ?? 0
    }
}
