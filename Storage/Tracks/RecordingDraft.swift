public import Agenda
public import Foundation
import Glibc
public import Recording

/// A whole recording that is being taken in: track files in a folder of their own, which no
/// session names until `publish` makes one of it. What is not published leaves nothing behind.
///
/// Belongs to one thread.
public final class RecordingDraft {
    private struct File {
        let file: TrackFile
        let writer: BulkWriter
        let track: Track
        let epoch: Int
        let n: Int
        var start: MediaTime?
        var entries: [SegmentEntry] = []
    }

    /// What the catalogue will know of a file that is complete.
    private struct ClosedFile {
        let track: Track
        let epoch: Int
        let n: Int
        let entries: [SegmentEntry]
    }

    private let directory: DataDirectory
    private let limits: TrackLimits
    private let claim: FolderClaim
    private var epochs: [Epoch] = []
    private var open: [TrackID: File] = [:]
    private var closed: [ClosedFile] = []
    /// Segments under way: the next part of one of them begins no other file.
    private var underWay: Set<TrackID> = []
    private var nextSequence = 0
    private var isPublished = false

    /// Makes the folder. Throws where the disk or a permission does not allow it.
    public init(in directory: DataDirectory, limits: TrackLimits = TrackLimits()) throws {
        self.directory = directory
        self.limits = limits
        claim = try FolderClaim(making: directory.file("media/\(FolderClaim.newName())"))
    }

    deinit {
        if !isPublished { claim.removeFolder() }
    }

    /// A stretch with its tracks begins; the one before is complete.
    public func begin(_ epoch: Epoch) throws {
        try closeFiles()
        epochs.append(epoch)
        for track in epoch.tracks { try makeFile(of: track, epoch: epoch.number, n: 1) }
    }

    /// The next bytes of a track's segment; returns where they lie.
    public func append(
        _ bytes: some PiecedBytes, as part: Part, track: TrackID
    ) throws -> Location {
        guard var file = open[track] else { throw Self.misuse(track) }
        if !underWay.contains(track), let start = file.start,
            part.start.mediaTime - start >= limits.duration || file.writer.end >= limits.bytes
        {
            try close(file)
            try makeFile(of: file.track, epoch: file.epoch, n: file.n + 1)
            guard let next = open[track] else { throw Self.misuse(track) }
            file = next
        }
        let range = ByteRange(offset: file.writer.end, length: Int64(bytes.count))
        try bytes.write(to: file.writer)
        file.start = file.start ?? part.start.mediaTime
        open[track] = file
        underWay.insert(track)
        return Location(file: file.file.path, range: range)
    }

    /// A segment is complete, or a gap where it has no `location`.
    public func end(_ segment: Segment) throws {
        let range = segment.location?.range
        open[segment.track]?.entries.append(
            SegmentEntry(
                sequence: Int64(segment.sequence), start: segment.start.value,
                duration: segment.duration, isIndependent: segment.isIndependent,
                bytes: range.map { $0.offset..<$0.end }))
        underWay.remove(segment.track)
        FaultPoint.reach(.importSegment)
        nextSequence = max(nextSequence, segment.sequence + 1)
    }

    /// Makes a session of it, that has ended and plays at once: all of it or nothing.
    ///
    /// `end` is the wall clock at its last frame. Its body's archive policy decides on the
    /// visibility where `visibility` is nil. Unless `takesAgain`, a file of which a session is there
    /// by now is refused as `importedBefore`.
    public func publish(
        _ new: NewSession, of source: ImportedFile, end: Date, takesAgain: Bool = false,
        in catalogue: Catalogue
    ) throws -> Session {
        try closeFiles()
        try claim.syncFolder()
        let (epochs, closed, nextSequence) = (epochs, closed, nextSequence)
        let (claim, directory) = (claim, directory)
        let session = try catalogue.write(synced: true) { database in
            // Another import may have taken it in while this one ran.
            if !takesAgain, let known = try source.session(in: database) {
                throw StorageError(
                    .importedBefore(known), while: "publishing a recording", object: source.name)
            }
            var session = try Catalogue.create(new, state: .ended, end: end, in: database)
            if new.visibility == nil, session.body.archive != .atOnce {
                session = try Catalogue.set(.office, of: session.id, in: database)
            }
            let number = try database.number(of: session.id)
            for epoch in epochs {
                try RecordingState.insert(epoch, of: number, in: database)
            }
            try database.execute(
                "INSERT INTO recording (session, nextSequence) VALUES (?, ?)", number,
                nextSequence)
            for file in closed {
                let row = try RecordingState.insertFile(
                    of: file.track, epoch: file.epoch, n: file.n, session: number, in: database)
                try FileClosing.pack(
                    file.entries, file: row, timescale: file.track.timescale, in: database)
            }
            try source.insert(of: number, in: database)
            // Last, as it is the one step that the transaction cannot take back.
            try claim.moveFolder(to: directory.file("media/\(session.id)"))
            FaultPoint.reach(.importMoved)
            return session
        }
        FaultPoint.reach(.importCommitted)
        isPublished = true
        claim.release()
        return session
    }

    private func makeFile(of track: Track, epoch: Int, n: Int) throws {
        let name = "\(claim.path)/\(FileRow.fileName(track: track.id, epoch: epoch, n: n))"
        let file = try TrackFile.make(at: name, initSection: track.initSection)
        let writer = try BulkWriter(file, beginning: TrackFile.beginning(track.initSection))
        open[track.id] = File(file: file, writer: writer, track: track, epoch: epoch, n: n)
    }

    private func close(_ file: File) throws {
        try file.writer.finish()
        try FileClosing.writeIndex(of: file.entries, track: file.track, to: file.file)
        try file.file.sync()
        closed.append(
            ClosedFile(
                track: file.track, epoch: file.epoch, n: file.n, entries: file.entries))
    }

    private func closeFiles() throws {
        for file in open.values.sorted(by: { $0.track.id.rawValue < $1.track.id.rawValue }) {
            try close(file)
        }
        open = [:]
    }

    private static func misuse(_ track: TrackID) -> StorageError {
        StorageError(
            .conflict("its epoch has not begun"), while: "appending to a recording",
            object: track.rawValue)
    }
}
