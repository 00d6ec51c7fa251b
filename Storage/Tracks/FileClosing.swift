import Agenda
import Recording

/// Closes a track file for good: an index goes in front of its fragments, and its segments'
/// rows become one value.
struct FileClosing {
    let file: TrackFile
    /// Its row in the catalogue.
    let row: Int64
    let track: Track

    /// Every segment in the file must have ended.
    func run(in catalogue: Catalogue) throws {
        let row = row
        let entries = try catalogue.read { try $0.entries(ofFile: row).map(\.entry) }
        try Self.writeIndex(of: entries, track: track, to: file)
        FaultPoint.reach(.fileIndexed)
        let timescale = track.timescale
        try catalogue.write(synced: true) { database in
            try Self.pack(entries, file: row, timescale: timescale, in: database)
        }
    }

    /// Puts the index into the room kept for it, synced.
    static func writeIndex(
        of entries: [SegmentEntry], track: Track, to file: TrackFile
    ) throws {
        let fields = InitFields(bytes: track.initSection)
        let box = SegmentIndexBox(
            trackID: fields.trackID, timescale: track.timescale,
            offset: Int64(track.initSection.count))
        guard let bytes = box.bytes(for: entries) else { return }
        try file.write(bytes, at: box.offset)
        if let first = entries.first, let last = entries.last, let field = fields.duration {
            // VLC seeks in no film whose length it does not know. The init section that is
            // served keeps 0, as it is the same for all files of its epoch.
            let length =
                (last.end - first.start) * field.timescale / Int64(track.timescale)
            try file.write(
                UInt32(clamping: length).bigEndianBytes, at: Int64(field.offset))
        }
        try file.sync()
    }

    static func pack(
        _ entries: [SegmentEntry], file: Int64, timescale: Int32, in database: Database
    ) throws {
        func ticks(_ value: Int64?) -> Int64? {
            value.map { TrackTime(value: $0, timescale: timescale).mediaTime.ticks }
        }
        try database.execute(
            """
            UPDATE file SET closed = 1, packed = ?, firstSequence = ?, lastSequence = ?,
                mediaStart = ?, mediaEnd = ? WHERE id = ?
            """, PackedSegments.encode(entries), entries.first?.sequence, entries.last?.sequence,
            ticks(entries.first?.start), ticks(entries.last?.end), file)
        try database.execute("DELETE FROM segment WHERE file = ?", file)
    }
}
