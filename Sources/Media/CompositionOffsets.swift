import Recording

/// How long after its decoding each frame of an MP4's track is shown: its `ctts` box (ISO/IEC
/// 14496-12 §8.6.1.3), which libavformat keeps to itself.
struct CompositionOffsets {
    /// Frames that the track has by its `stsz` or `stz2` box.
    let sampleCount: Int
    private var runs: [(count: Int, offset: Int64)] = []
    private var run = 0
    /// Beyond so many side by side it is another kind of file, or a damaged one.
    private static let mostBoxes = 10_000
    private var used = 0

    /// Nil where the track's tables cannot be found.
    init?(ofTrack number: UInt32, in file: StoredFrames) {
        guard let movie = Self.children(of: 0..<file.size, in: file)["moov"]?.first else {
            return nil
        }
        let tracks = Self.children(of: movie, in: file)["trak"] ?? []
        let track = tracks.first { Self.number(ofTrack: $0, in: file) == number }
        guard var box = track else { return nil }
        for name in ["mdia", "minf", "stbl"] {
            guard let next = Self.children(of: box, in: file)[name]?.first else { return nil }
            box = next
        }
        let tables = Self.children(of: box, in: file)
        guard let sizes = (tables["stsz"] ?? tables["stz2"])?.first,
            let count = file.bytes(4, at: sizes.lowerBound + 8)
        else { return nil }
        sampleCount = Int(count.bigEndian)
        if let offsets = tables["ctts"]?.first {
            guard read(offsets, in: file) else { return nil }
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

    private mutating func read(_ box: Range<Int64>, in file: StoredFrames) -> Bool {
        guard let count = file.bytes(4, at: box.lowerBound + 4).map({ Int($0.bigEndian) }),
            count <= (box.count - 8) / 8,
            let bytes = file.bytes(8 * count, at: box.lowerBound + 8)
        else { return false }
        runs = (0..<count).map { index in
            let entry = bytes[8 * index..<8 * index + 8]
            // Below 0 in version 1, and in files of version 0 that mean it nevertheless.
            let offset = Int32(truncatingIfNeeded: entry.suffix(4).bigEndian)
            return (Int(entry.prefix(4).bigEndian), Int64(offset))
        }
        return true
    }

    private static func number(ofTrack box: Range<Int64>, in file: StoredFrames) -> UInt32? {
        guard let header = children(of: box, in: file)["tkhd"]?.first,
            let version = file.bytes(1, at: header.lowerBound)?.first,
            let number = file.bytes(4, at: header.lowerBound + (version == 1 ? 20 : 12))
        else { return nil }
        return UInt32(number.bigEndian)
    }

    /// Where the contents of boxes that stand side by side lie, by their names.
    private static func children(
        of range: Range<Int64>, in file: StoredFrames
    ) -> [String: [Range<Int64>]] {
        var found: [String: [Range<Int64>]] = [:]
        var start = range.lowerBound
        var count = 0
        while count < mostBoxes, start <= range.upperBound - 8, let head = file.bytes(8, at: start)
        {
            var size = Int64(head.prefix(4).bigEndian)
            var content = start + 8
            if size == 1, let long = file.bytes(8, at: start + 8) {
                size = Int64(clamping: long.bigEndian)
                content += 8
            } else if size == 0 {
                size = range.upperBound - start
            }
            guard size >= content - start, size <= range.upperBound - start else { break }
            let name = String(decoding: head.suffix(4), as: UTF8.self)
            found[name, default: []].append(content..<start + size)
            start += size
            count += 1
        }
        return found
    }
}
