import Agenda
import Foundation
import Recording

/// What a session that is being recorded has open. It belongs to one thread at a time.
struct RecordingState {
    let session: SessionID
    /// The session's number in the catalogue.
    let number: Int64
    private var epoch: Epoch?
    private var tracks: [TrackID: OpenTrack] = [:]
    private var reserved: Set<Int> = []
    /// Ended, but not yet in the catalogue.
    private var pending: [Segment] = []
    /// Full files that are not yet closed.
    private var full: [FileClosing] = []

    init(session: SessionID, number: Int64) {
        self.session = session
        self.number = number
    }

    mutating func begin(
        _ epoch: Epoch, below directory: DataDirectory, in catalogue: Catalogue
    ) throws {
        let number = number
        let resume = try catalogue.read { try $0.resumePoint(of: number) }
        guard epoch.number >= resume.nextEpoch else {
            throw conflict("epoch \(epoch.number) is recorded already", while: "beginning an epoch")
        }
        let folder = directory.file("media/\(session)")
        try DataDirectory.makeFolder(at: folder)
        var made: [(track: Track, name: String, file: TrackFile)] = []
        let rows: [Int64]
        do {
            for track in epoch.tracks {
                let name = FileRow.name(
                    session: session.rawValue, track: track.id, epoch: epoch.number, n: 1)
                made.append(
                    (
                        track, name,
                        try TrackFile.make(
                            at: directory.file(name), initSection: track.initSection)
                    ))
            }
            try DataDirectory.sync(folder: folder)
            try DataDirectory.sync(folder: directory.file("media"))
            rows = try catalogue.write(synced: true) { database in
                try Self.insert(epoch, of: number, in: database)
                return try epoch.tracks.map { track in
                    try Self.insertFile(
                        of: track, epoch: epoch.number, n: 1, session: number, in: database)
                }
            }
        } catch {
            // Nobody knows them; a next attempt makes them anew.
            for (_, _, file) in made { file.remove() }
            throw error
        }
        self.epoch = epoch
        tracks = [:]
        for (row, (track, name, file)) in zip(rows, made) {
            let header = Int64(track.initSection.count + TrackFile.indexRoom)
            tracks[track.id] = OpenTrack(
                file: file, row: row, name: name, n: 1, header: header, end: header)
        }
    }

    mutating func reserve(_ sequence: Int, epoch: Int, in catalogue: Catalogue) throws {
        let action = "reserving a segment"
        guard self.epoch?.number == epoch else {
            throw conflict("epoch \(epoch) is not being recorded", while: action)
        }
        let number = number
        let error = conflict("segment \(sequence) is recorded already", while: action)
        try catalogue.write(synced: true) { database in
            let next =
                try database.row(
                    "SELECT nextSequence FROM recording WHERE session = ?", number,
                    read: { $0.int(0) }) ?? 0
            guard sequence >= next else { throw error }
            try Self.reserve(next...sequence, epoch: epoch, session: number, in: database)
        }
        reserved.insert(sequence)
    }

    /// Begins the next file where this one is full and `part` is the first of a segment.
    mutating func rotate(
        _ id: TrackID, before part: Part, of sequence: Int, by limits: TrackLimits,
        below directory: DataDirectory, in catalogue: Catalogue
    ) throws {
        guard let open = tracks[id], let epoch, part.index == 0,
            let track = epoch.tracks.first(where: { $0.id == id }),
            open.isFull(at: part.start.mediaTime, by: limits)
        else { return }
        let n = open.n + 1
        let name = FileRow.name(
            session: session.rawValue, track: id, epoch: epoch.number, n: n)
        let file = try TrackFile.make(
            at: directory.file(name), initSection: track.initSection)
        let number = number
        let row: Int64
        do {
            try DataDirectory.sync(folder: directory.file("media/\(session)"))
            row = try catalogue.write(synced: true) { database in
                try Self.insertFile(
                    of: track, epoch: epoch.number, n: n, session: number, in: database)
            }
        } catch {
            file.remove()
            throw error
        }
        tracks[id] = OpenTrack(
            file: file, row: row, name: name, n: n, header: open.header, end: open.header)
        full.append(FileClosing(file: open.file, row: open.row, track: track))
        // What cannot be closed now is closed later; the new file takes parts already.
        try? closeFull(in: catalogue)
    }

    private mutating func closeFull(in catalogue: Catalogue) throws {
        while let closing = full.last {
            try closing.run(in: catalogue)
            full.removeLast()
        }
    }

    mutating func append(
        _ bytes: [UInt8], as part: Part, sequence: Int, epoch: Int, track id: TrackID,
        check: @Sendable () throws -> Void, in catalogue: Catalogue
    ) throws -> Location {
        let action = "appending a part"
        guard self.epoch?.number == epoch, var open = tracks[id] else {
            throw conflict("\(id) of epoch \(epoch) is not being recorded", while: action)
        }
        guard reserved.contains(sequence) else {
            throw conflict("segment \(sequence) is not reserved", while: action)
        }
        guard !bytes.isEmpty else {
            throw StorageError(.invalid("a part has bytes"), while: action, object: open.name)
        }
        let location = Location(
            file: open.name, range: ByteRange(offset: open.end, length: Int64(bytes.count)))
        try open.file.write(bytes, at: open.end)
        FaultPoint.reach(.partWritten)
        let number = number
        let file = open.row
        let isFirst = !open.open.contains(sequence)
        let checksum = PartChecksum.of(bytes)
        let lost = LostSegments(session: number, track: id, epoch: epoch, file: file)
        try catalogue.write(synced: false) { database in
            if isFirst {
                try lost.fill(before: sequence, at: part.start, in: database)
                try database.execute(
                    """
                    INSERT INTO segment (session, track, sequence, file, start, duration,
                        independent, open) VALUES (?, ?, ?, ?, ?, 0, ?, 1)
                    """, number, id, sequence, file, part.start.value, part.isIndependent)
            }
            try database.execute(
                """
                INSERT INTO part (session, track, sequence, "index", start, duration,
                    independent, file, "offset", length, checksum)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, number, id, sequence, part.index, part.start.value, part.duration,
                part.isIndependent, file, location.range.offset, location.range.length, checksum)
            try check()
        }
        FaultPoint.reach(.partCommitted)
        open.end = location.range.end
        open.open.insert(sequence)
        if open.start == nil { open.start = part.start.mediaTime }
        tracks[id] = open
        return location
    }

    /// Takes back the part of a track that was appended last.
    mutating func withdraw(
        _ index: Int, sequence: Int, epoch: Int, track id: TrackID, isNumberFree: Bool,
        in catalogue: Catalogue
    ) throws {
        guard self.epoch?.number == epoch, var open = tracks[id] else { return }
        let number = number
        let taken = try catalogue.write(synced: true) { database in
            var taken = try Self.withdraw(
                index, of: sequence, track: id, session: number, in: database)
            if isNumberFree {
                taken.isNumberFree = try Self.free(sequence, session: number, in: database)
            }
            return taken
        }
        if let offset = taken.offset { open.end = offset }
        if taken.isOnly { open.open.remove(sequence) }
        if taken.isNumberFree { reserved.remove(sequence) }
        // A file whose first segment it was begins with another one.
        if taken.isOnly, open.end == open.header { open.start = nil }
        tracks[id] = open
    }

    mutating func end(
        _ segment: Segment, in catalogue: Catalogue, partLife: TimeInterval
    ) throws {
        let action = "ending a segment"
        guard segment.epoch == epoch?.number, let open = tracks[segment.track] else {
            throw conflict(
                "\(segment.track) of epoch \(segment.epoch) is not being recorded", while: action)
        }
        if let location = segment.location {
            guard location.file == open.name, location.range.offset >= open.header,
                location.range.end <= open.end, location.range.length > 0
            else {
                throw StorageError(
                    .invalid("a segment's bytes lie outside its file"), while: action,
                    object: open.name)
            }
        }
        if !pending.contains(where: {
            $0.sequence == segment.sequence && $0.track == segment.track
        }) {
            pending.append(segment)
        }
        for track in Set(pending.map(\.track)) { try tracks[track]?.file.sync() }
        let ended = pending.compactMap { segment in
            tracks[segment.track].map { (segment, $0.row) }
        }
        let number = number
        let now = Date()
        try catalogue.write(synced: true) { database in
            for (segment, file) in ended {
                try Self.close(segment, file: file, session: number, in: database)
                try database.execute(
                    "UPDATE part SET expires = ? WHERE session = ? AND track = ? AND sequence = ?",
                    now.addingTimeInterval(partLife), number, segment.track, segment.sequence)
            }
            try database.execute("DELETE FROM part WHERE expires <= ?", now)
        }
        for (segment, _) in ended {
            tracks[segment.track]?.open.remove(segment.sequence)
            if tracks[segment.track]?.start == nil {
                tracks[segment.track]?.start = segment.start.mediaTime
            }
        }
        pending = []
        reserved = reserved.filter { $0 >= segment.sequence - 8 }
    }

    /// Ends what is open and closes the files.
    mutating func finish(in catalogue: Catalogue, partLife: TimeInterval) throws {
        guard let epoch else { return }
        for open in tracks.values { try open.file.sync() }
        let number = number
        let pending = pending.compactMap { segment in
            tracks[segment.track].map { (segment, $0.row) }
        }
        let expiry = Date().addingTimeInterval(partLife)
        _ = try catalogue.write(synced: true) { database in
            for (segment, file) in pending {
                try Self.close(segment, file: file, session: number, in: database)
            }
            return try SegmentRepair(database: database, session: number, expiry: expiry).run()
        }
        self.pending = []
        try closeFull(in: catalogue)
        for track in epoch.tracks {
            guard let open = tracks[track.id] else { continue }
            try FileClosing(file: open.file, row: open.row, track: track).run(in: catalogue)
            tracks[track.id] = nil
        }
        self.epoch = nil
        reserved = []
    }

    private func conflict(_ reason: String, while action: String) -> StorageError {
        StorageError(.conflict(reason), while: action, object: session.rawValue)
    }
}
