import Recording

/// How long after its decoding each frame of an MP4's track is shown: its `ctts` box (ISO/IEC
/// 14496-12 §8.6.1.3), which libavformat keeps to itself.
struct CompositionOffsets {
    /// Frames that the track has by its `stsz` or `stz2` box.
    let sampleCount: Int
    private var runs: [(count: Int, offset: Int64)] = []
    private var run = 0
    private var used = 0

    /// Nil where the track's tables cannot be found.
    init?(ofTrack number: UInt32, in file: StoredFrames) {
        let tracks = StoredBox(all: file).child("moov")?.children.filter { $0.name == "trak" }
        guard let track = tracks?.first(where: { Self.number(of: $0) == number }),
            let tables = track.child("mdia", "minf", "stbl"),
            let sizes = tables.child("stsz") ?? tables.child("stz2"),
            let count = sizes.number(4, at: 8)
        else { return nil }
        sampleCount = Int(count)
        if let offsets = tables.child("ctts") {
            guard read(offsets) else { return nil }
        }
    }

    /// Of the next frame.
    mutating func next() -> Int64 {
        while run < runs.count, used == runs[run].count {
            run += 1
            used = 0
        }
        guard run < runs.count else { return 0 }
        used += 1
        return runs[run].offset
    }

    private mutating func read(_ box: StoredBox) -> Bool {
        guard let count = box.number(4, at: 4).map({ Int($0) }),
            count <= sampleCount, let bytes = box.bytes(8 * count, at: 8)
        else { return false }
        runs = (0..<count).map { index in
            let entry = bytes[8 * index..<8 * index + 8]
            // Below 0 in version 1, and in files of version 0 that mean it nevertheless.
            let offset = Int32(truncatingIfNeeded: entry.suffix(4).bigEndian)
            return (Int(entry.prefix(4).bigEndian), Int64(offset))
        }
        return true
    }

    private static func number(of track: StoredBox) -> UInt32? {
        guard let header = track.child("tkhd"), let version = header.number(1, at: 0) else {
            return nil
        }
        return header.number(4, at: version == 1 ? 20 : 12).map { UInt32($0) }
    }
}
