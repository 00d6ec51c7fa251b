import Agenda
import Recording

/// What stands in front of a clip's fragments: `ftyp`, a `moov` of all its tracks, and an index
/// of each (ISO/IEC 14496-12 §8).
struct ClipHeader {
    private let clip: ClipTimeline
    /// Units a second in the movie's header.
    private static let timescale: Int32 = 90_000

    init(_ clip: ClipTimeline) {
        self.clip = clip
    }

    var bytes: [UInt8] {
        var indexes: [MovieBox] = []
        // An index counts its bytes from where it ends.
        for track in clip.tracks.reversed() {
            let behind = indexes.reduce(0) { $0 + $1.bytes.count }
            indexes.insert(index(of: track, before: behind), at: 0)
        }
        return type.bytes + movie.bytes + indexes.flatMap(\.bytes)
    }

    private var type: MovieBox {
        // iso6: fragments say when they begin.
        MovieBox("ftyp", Array("iso6".utf8) + UInt32(0).bigEndianBytes + Array("iso6mp41".utf8))
    }

    private var length: UInt64 { UInt64(max(0, clip.duration.ticks)) }

    private var movie: MovieBox {
        let parts = clip.tracks.map { track in
            MovieBox.all(in: track.initSection).first { $0.name == "moov" }?.children ?? []
        }
        let tracks = parts.compactMap { boxes in
            boxes.first { $0.name == "trak" }
        }
        let defaults = parts.flatMap { boxes in
            boxes.first { $0.name == "mvex" }?.children.filter { $0.name == "trex" } ?? []
        }
        let extent = MovieBox("mehd", version: 1, length.bigEndianBytes)
        return MovieBox(
            "moov",
            containing: [header] + tracks + [MovieBox("mvex", containing: [extent] + defaults)])
    }

    /// `mvhd`, version 1.
    private var header: MovieBox {
        let times: [UInt8] = Array(repeating: 0, count: 16)
        let matrix: [UInt32] = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x4000_0000]
        var content = times + Self.timescale.bigEndianBytes + length.bigEndianBytes
        content += UInt32(0x10000).bigEndianBytes + UInt16(0x100).bigEndianBytes
        content += Array(repeating: 0, count: 10)
        content += matrix.flatMap(\.bigEndianBytes) + Array(repeating: 0, count: 24)
        content += UInt32(clip.tracks.count + 1).bigEndianBytes
        return MovieBox("mvhd", version: 1, content)
    }

    /// `sidx`: where each interval begins, so that players seek without reading everything.
    ///
    /// Each track has its own, as FFmpeg takes the times of another one's for its own; but all
    /// have the picture's times, so that all are sought in one interval.
    private func index(of track: Track, before behind: Int) -> MovieBox {
        let intervals = clip.intervals
        // More than sixteen bits can count are put together.
        let step = intervals.count / 65_535 + 1
        var references: [UInt8] = []
        var count: UInt16 = 0
        var start: Int64 = 0
        for first in stride(from: 0, to: intervals.count, by: step) {
            let group = intervals[first..<min(first + step, intervals.count)]
            let segments = group.flatMap(\.segments)
            let size = segments.reduce(0) { $0 + ($1.location?.range.length ?? 0) }
            let end = (group.last?.end ?? .zero).units(in: track.timescale)
            references += UInt32(truncatingIfNeeded: size).bigEndianBytes
            references += UInt32(truncatingIfNeeded: end - start).bigEndianBytes
            let isIndependent = segments.first?.isIndependent ?? false
            // starts_with_SAP and SAP_type 1: a key frame, displayed first.
            references += UInt32(isIndependent ? 0x9000_0000 : 0).bigEndianBytes
            start = end
            count += 1
        }
        let number = clip.tracks.firstIndex(of: track).map { UInt32($0 + 1) } ?? 1
        return MovieBox(
            "sidx", version: 1,
            number.bigEndianBytes + track.timescale.bigEndianBytes + UInt64(0).bigEndianBytes
                + UInt64(behind).bigEndianBytes + UInt16(0).bigEndianBytes + count.bigEndianBytes
                + references)
    }
}
