public import Agenda
public import Foundation
public import Recording

/// Brings track files and catalogue together again after the process was killed or the power
/// went. Run it once, at the start, before anything is recorded.
public struct Recovery: Sendable {
    private let catalogue: Catalogue
    private let directory: DataDirectory
    private let partLife: TimeInterval
    private let announced: [SessionID: NamedNumbers]

    /// - Parameters:
    ///   - partLife: For how many seconds the parts of segments that are closed now stay known.
    ///   - announced: What was kept elsewhere of sessions while the catalogue could not be had.
    public init(
        catalogue: Catalogue, directory: DataDirectory, partLife: TimeInterval = 60,
        announced: [SessionID: NamedNumbers] = [:]
    ) {
        self.catalogue = catalogue
        self.directory = directory
        self.partLife = partLife
        self.announced = announced
    }

    /// Cuts each file back beyond its last catalogued byte, closes open segments and files.
    public func run() throws -> RecoveryReport {
        let files = try catalogue.read { try $0.files(where: "f.closed = 0") }
        var report = RecoveryReport()
        report.importsRemoved = try catalogue.removeUnfinishedImports(from: directory)
        for (session, files) in Dictionary(grouping: files, by: \.session).sorted(by: {
            $0.key < $1.key
        }) {
            try recover(files, of: session, into: &report)
        }
        for (session, numbers) in announced {
            // Where nothing of it was being recorded any more, or not yet.
            guard try catalogue.session(session) != nil else { continue }
            try catalogue.write(synced: true) { database in
                try KeptNumbers(numbers, of: database.number(of: session)).pass(in: database)
            }
        }
        return report
    }

    private struct Found {
        let row: FileRow
        /// Nil where the file is gone.
        let file: TrackFile?
        let size: Int64
    }

    private func recover(
        _ rows: [FileRow], of session: Int64, into report: inout RecoveryReport
    ) throws {
        var found: [Found] = []
        for row in rows {
            do {
                guard let file = try TrackFile.open(at: directory.file(row.name)) else {
                    report.skipped += rows.count
                    return
                }
                // What the catalogue says of it is synced below: so must the bytes be.
                try file.sync()
                found.append(Found(row: row, file: file, size: try file.size()))
            } catch let error as StorageError where error.code == .notFound {
                found.append(Found(row: row, file: nil, size: 0))
            }
        }
        let damages = try found.map { try damage(of: $0) }
        let expiry = Date().addingTimeInterval(partLife)
        let name = rows[0].sessionName
        let kept = SessionID(rawValue: name).flatMap { announced[$0] }
        let outcomes = try catalogue.write(synced: true) { database in
            for damage in damages { try damage.apply(to: database) }
            if let kept { try KeptNumbers(kept, of: session).name(in: database) }
            return try SegmentRepair(
                database: database, session: session, expiry: expiry, played: kept?.ended ?? -1
            ).run()
        }
        for outcome in outcomes {
            let segment = "\(outcome.sequence) (\(outcome.track), \(name))"
            if outcome.parts > 0 {
                let parts = "\(outcome.parts) part\(outcome.parts == 1 ? "" : "s")"
                report.closed.append("\(segment) closed with \(parts)")
            } else {
                report.gaps.append(segment)
            }
        }
        for damage in damages where damage.isShort { report.filesShort += 1 }
        report.gaps += damages.flatMap { damage in
            damage.shortened.filter { $0.bytes == nil }.map { "\($0.sequence) (\(name))" }
        }
        let epochs = try catalogue.read { try $0.epochs(of: session) }
        for one in found {
            try close(one, in: epochs, into: &report)
        }
    }

    /// What of a file's segments and parts is not there, or not what was written.
    private func damage(of found: Found) throws -> FileDamage {
        let row = found.row
        let (entries, parts) = try catalogue.read { database in
            (try database.entries(ofFile: row.id), try database.storedParts(ofFile: row.id))
        }
        var damage = FileDamage(file: row.id, session: row.session, track: row.track)
        let open = Set(entries.filter(\.isOpen).map(\.entry.sequence))
        for part in parts {
            let isThere = part.bytes.upperBound <= found.size
            // Closed segments were synced before the catalogue called them closed.
            var isWhole = isThere
            if isThere, open.contains(part.sequence) {
                isWhole = PartChecksum.of(try read(part, of: found)) == part.checksum
            }
            if !isWhole { damage.parts.append(part) }
            if !isThere { damage.isShort = true }
        }
        let lost = Set(damage.parts)
        for (entry, isOpen) in entries where !isOpen {
            guard let bytes = entry.bytes, bytes.upperBound > found.size else { continue }
            damage.isShort = true
            var rest = entry
            var end = bytes.lowerBound
            for part in parts where part.sequence == entry.sequence && !lost.contains(part) {
                guard part.bytes.lowerBound == end else { break }
                end = part.bytes.upperBound
            }
            rest.bytes = end > bytes.lowerBound ? bytes.lowerBound..<end : nil
            damage.shortened.append(rest)
        }
        return damage
    }

    private func read(_ part: StoredPart, of found: Found) throws -> [UInt8] {
        try found.file?.read(
            Int(part.bytes.upperBound - part.bytes.lowerBound), at: part.bytes.lowerBound) ?? []
    }

    private func close(
        _ found: Found, in epochs: [Epoch], into report: inout RecoveryReport
    ) throws {
        let row = found.row
        report.files += 1
        let track = epochs.first { $0.number == row.epoch }?.tracks.first { $0.id == row.track }
        guard let track else {
            throw StorageError(.damaged, while: "recovering a track file", object: row.name)
        }
        guard let file = found.file else {
            let entries = try catalogue.read { try $0.entries(ofFile: row.id).map(\.entry) }
            try catalogue.write(synced: true) { database in
                try FileClosing.pack(
                    entries, file: row.id, timescale: row.timescale, in: database)
            }
            return
        }
        let end = try catalogue.read { try $0.cataloguedEnd(ofFile: row) }
        if found.size < row.header {
            try file.write(
                TrackFile.beginning(track.initSection), at: 0)
        } else if found.size > end {
            report.filesCut += 1
            report.bytesCut += found.size - end
        }
        try file.truncate(to: end)
        try file.sync()
        try FileClosing(file: file, row: row.id, track: track).run(in: catalogue)
    }
}
