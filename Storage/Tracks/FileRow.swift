import Agenda
import Recording

/// A track file as the catalogue knows it.
struct FileRow: Sendable {
    static let columns = """
        f.id, f.session, s.id, f.track, f.epoch, f.n, f.header, f.closed, t.timescale, f.packed,
        f.mediaEnd
        """
    static let tables = """
        file f JOIN session s ON s.number = f.session
        JOIN track t ON t.session = f.session AND t.epoch = f.epoch AND t.id = f.track
        """

    let id: Int64
    let session: Int64
    let sessionName: String
    let track: TrackID
    let epoch: Int
    /// From 1 in each epoch.
    let n: Int
    /// Bytes before the first fragment.
    let header: Int64
    let isClosed: Bool
    let timescale: Int32
    let packed: [UInt8]?
    let mediaEnd: MediaTime?
    /// Below the data directory.
    let name: String

    init(row: Row) {
        id = row.int64(0)
        session = row.int64(1)
        sessionName = row.text(2)
        track = TrackID(rawValue: row.text(3))
        epoch = row.int(4)
        n = row.int(5)
        header = row.int64(6)
        isClosed = row.bool(7)
        timescale = Int32(truncatingIfNeeded: row.int64(8))
        packed = row.isNull(9) ? nil : row.blob(9)
        mediaEnd = row.int64OrNil(10).map(MediaTime.init(ticks:))
        name = Self.name(session: sessionName, track: track, epoch: epoch, n: n)
    }

    static func name(session: String, track: TrackID, epoch: Int, n: Int) -> String {
        "media/\(session)/\(fileName(track: track, epoch: epoch, n: n))"
    }

    /// In its session's folder.
    static func fileName(track: TrackID, epoch: Int, n: Int) -> String {
        "\(track)-e\(epoch)-\(n).mp4"
    }

    func segment(_ entry: SegmentEntry, parts: [Part] = [], isOpen: Bool = false) -> Segment {
        Segment(
            track: track, epoch: epoch, sequence: Int(truncatingIfNeeded: entry.sequence),
            start: TrackTime(value: entry.start, timescale: timescale),
            duration: entry.duration, isIndependent: entry.isIndependent,
            location: entry.bytes.map { bytes in
                Location(
                    file: name,
                    range: ByteRange(
                        offset: bytes.lowerBound, length: bytes.upperBound - bytes.lowerBound))
            }, parts: parts, isOpen: isOpen)
    }
}

extension Database {
    func files(
        where condition: String, _ arguments: (any Bindable)?...
    ) throws -> [FileRow] {
        try rows(
            """
            SELECT \(FileRow.columns) FROM \(FileRow.tables) WHERE \(condition)
            ORDER BY f.epoch, f.track, f.n
            """, arguments: arguments, read: { FileRow(row: $0) })
    }

    /// The segments of a file that are rows yet, in order; open ones too.
    func entries(ofFile file: Int64) throws -> [(entry: SegmentEntry, isOpen: Bool)] {
        try rows(
            """
            SELECT sequence, start, duration, independent, "offset", length, open FROM segment
            WHERE file = ? ORDER BY sequence
            """, file, read: { ($0.entry, $0.bool(6)) })
    }
}

extension Row {
    /// From `sequence, start, duration, independent, offset, length`.
    var entry: SegmentEntry {
        SegmentEntry(
            sequence: int64(0), start: int64(1), duration: int64(2), isIndependent: bool(3),
            bytes: isNull(4) ? nil : int64(4)..<max(int64(4), int64(4) &+ int64(5)))
    }
}
