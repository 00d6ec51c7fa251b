import Agenda
import Foundation
import Recording

extension Database {
    func epochs(of session: Int64) throws -> [Epoch] {
        var tracks: [Int: [Track]] = [:]
        try query(
            """
            SELECT epoch, id, codec, timescale, width, height, frameRate, sampleRate, channels,
                init FROM track WHERE session = ? ORDER BY epoch, position
            """, session
        ) { row in
            tracks[row.int(0), default: []].append(Track(row: row))
            return true
        }
        return try rows(
            """
            SELECT number, mediaStart, wallStart, initEpoch FROM epoch WHERE session = ?
            ORDER BY number
            """, session
        ) { row in
            Epoch(
                number: row.int(0), mediaStart: MediaTime(ticks: row.int64(1)),
                wallStart: row.date(2), tracks: tracks[row.int(0)] ?? [], initEpoch: row.int(3))
        }
    }

    /// The segments of those files of a track that `condition` names, in order.
    func segments(
        of session: Int64, track: TrackID, files condition: String,
        _ arguments: (any Bindable)?...
    ) throws -> [Segment] {
        // Plain `?` in a condition count from 1; the session and the track come last.
        let first = arguments.count + 1
        let files = try rows(
            """
            SELECT \(FileRow.columns) FROM \(FileRow.tables)
            WHERE \(condition) AND f.session = ?\(first) AND f.track = ?\(first + 1)
            ORDER BY f.epoch, f.n
            """, arguments: arguments + [session, track], read: { FileRow(row: $0) })
        var segments: [Segment] = []
        for file in files {
            if let packed = file.packed {
                let parts = try parts(ofFile: file)
                segments += try PackedSegments.decode(packed).map {
                    file.segment($0, parts: parts[$0.sequence] ?? [])
                }
            } else {
                let parts = try parts(ofFile: file)
                segments += try entries(ofFile: file.id).map { entry, isOpen in
                    let known = parts[entry.sequence] ?? []
                    let whole = isOpen ? entry.grown(to: known) : entry
                    return file.segment(whole, parts: known, isOpen: isOpen)
                }
            }
        }
        return segments
    }

    private func parts(ofFile file: FileRow) throws -> [Int64: [Part]] {
        var parts: [Int64: [Part]] = [:]
        try query(
            """
            SELECT sequence, "index", start, duration, independent, "offset", length FROM part
            WHERE file = ? ORDER BY sequence, "index"
            """, file.id
        ) { row in
            parts[row.int64(0), default: []].append(
                Part(
                    index: row.int(1),
                    start: TrackTime(value: row.int64(2), timescale: file.timescale),
                    duration: row.int64(3), isIndependent: row.bool(4),
                    location: Location(
                        file: file.name,
                        range: ByteRange(offset: row.int64(5), length: row.int64(6)))))
            return true
        }
        return parts
    }

    /// The latest end of any track, or where the last epoch starts.
    func mediaEnd(of session: Int64, lastEpoch: Epoch?) throws -> MediaTime {
        guard let lastEpoch else { return .zero }
        var end = lastEpoch.mediaStart
        for track in lastEpoch.tracks {
            if let own = try self.end(of: track.id, epoch: lastEpoch.number, session: session) {
                end = max(end, MediaTime(own, timescale: Int64(track.timescale)))
            }
        }
        return end
    }

    /// Where a track of an epoch has got to before a sequence number, in its own timescale.
    func end(
        of track: TrackID, epoch: Int, session: Int64, before sequence: Int64 = .max
    ) throws -> Int64? {
        let last = try row(
            """
            SELECT max(g.start + g.duration, ifnull((SELECT max(p.start + p.duration) FROM part p
                WHERE g.open = 1 AND p.session = g.session AND p.track = g.track
                AND p.sequence = g.sequence), 0))
            FROM segment g JOIN file f ON f.id = g.file
            WHERE g.session = ? AND g.track = ? AND g.sequence < ? AND f.epoch = ?
            ORDER BY g.sequence DESC LIMIT 1
            """, session, track, sequence, epoch, read: { $0.int64(0) })
        if let last { return last }
        let packed = try row(
            """
            SELECT packed FROM file WHERE session = ? AND track = ? AND epoch = ?
            AND packed IS NOT NULL AND firstSequence IS NOT NULL ORDER BY n DESC LIMIT 1
            """, session, track, epoch, read: { $0.blob(0) })
        return try packed.flatMap { try PackedSegments.decode($0).last?.end }
    }

    func clock(of session: Int64) throws -> WallClock {
        let epochs = try epochs(of: session)
        let end = try mediaEnd(of: session, lastEpoch: epochs.last)
        let pairs = try pairs(of: session)
        return WallClock(
            stretches: epochs.enumerated().map { index, epoch in
                let next = index + 1 < epochs.count ? epochs[index + 1].mediaStart : end
                return WallClock.Stretch(
                    epoch: epoch.number, mediaStart: epoch.mediaStart,
                    mediaEnd: max(next, epoch.mediaStart),
                    wallStart: epoch.wallStart, pairs: pairs[epoch.number] ?? [])
            })
    }

    /// What the wall clock said in each epoch, in order.
    private func pairs(of session: Int64) throws -> [Int: [WallClock.Pair]] {
        var pairs: [Int: [WallClock.Pair]] = [:]
        try query(
            "SELECT epoch, wall, media FROM pair WHERE session = ? ORDER BY epoch, media", session
        ) { row in
            pairs[row.int(0), default: []].append(
                WallClock.Pair(wall: row.date(1), media: MediaTime(ticks: row.int64(2))))
            return true
        }
        return pairs
    }

    func resumePoint(of session: Int64) throws -> ResumePoint {
        let epochs = try epochs(of: session)
        let state = try row(
            "SELECT nextSequence, gateClosed FROM recording WHERE session = ?", session,
            read: { ($0.int(0), $0.bool(1)) })
        let end = try mediaEnd(of: session, lastEpoch: epochs.last)
        return ResumePoint(
            nextSequence: state?.0 ?? 0, nextEpoch: (epochs.last?.number ?? 0) + 1,
            mediaEnd: end,
            wallEnd: epochs.last.map {
                $0.wallStart.addingTimeInterval((end - $0.mediaStart).seconds)
            }, lastEpoch: epochs.last, isGateClosed: state?.1 ?? false)
    }
}

extension SegmentEntry {
    /// An open segment so far as its parts have come.
    func grown(to parts: [Part]) -> SegmentEntry {
        guard let first = parts.first, let last = parts.last else { return self }
        var entry = self
        entry.duration = last.start.value + last.duration - first.start.value
        if let from = first.location?.range.offset, let to = last.location?.range.end {
            entry.bytes = from..<to
        }
        return entry
    }
}

extension Track {
    /// From `epoch, id, codec, timescale, width, height, frameRate, sampleRate, channels, init`.
    fileprivate init(row: Row) {
        self.init(
            id: TrackID(rawValue: row.text(1)),
            format: row.isNull(7)
                ? .video(width: row.int(4), height: row.int(5), frameRate: row.double(6))
                : .audio(sampleRate: row.int(7), channels: row.int(8)),
            codec: row.text(2), timescale: Int32(truncatingIfNeeded: row.int64(3)),
            initSection: row.blob(9))
    }
}
