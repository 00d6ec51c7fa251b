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
        // The leading track's index stands last: Chromium takes none but one that stands just
        // before the fragments.
        var indexes: [UInt8] = []
        for track in clip.tracks {
            indexes = index(of: track, before: indexes.count) + indexes
        }
        return type.bytes + movie.bytes + indexes
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

    /// A fragment of a track with where it begins among all of the clip's bytes.
    private struct Entry {
        var offset: Int64
        var start: Int64
        var end: Int64
        var isIndependent: Bool
    }

    private func entries(of track: Track) -> [Entry] {
        var entries: [Entry] = []
        var offset: Int64 = 0
        for interval in clip.intervals {
            let distance = interval.start - (interval.segments.first?.start.mediaTime ?? .zero)
            for segment in interval.segments {
                if segment.track == track.id {
                    let start = segment.start.mediaTime + distance
                    let end = segment.end.mediaTime + distance
                    entries.append(
                        Entry(
                            offset: offset, start: max(0, start.units(in: track.timescale)),
                            end: max(0, end.units(in: track.timescale)),
                            isIndependent: segment.isIndependent))
                }
                offset += segment.location?.range.length ?? 0
            }
        }
        return entries
    }

    /// `sidx`: where the track's segments begin, so that players seek without reading everything.
    ///
    /// Each track has its own, which points at its own fragments: a player that seeks reads one
    /// fragment of each and finds all tracks there. What lies between two of them belongs to the
    /// first.
    private func index(of track: Track, before behind: Int) -> [UInt8] {
        let entries = entries(of: track)
        guard let first = entries.first else { return [] }
        // More than sixteen bits can count are put together.
        let step = entries.count / 65_535 + 1
        var references: [UInt8] = []
        var count: UInt16 = 0
        for index in stride(from: 0, to: entries.count, by: step) {
            let next = index + step < entries.count ? entries[index + step] : nil
            let size = (next?.offset ?? bytesOfAll) - entries[index].offset
            let end = next?.start ?? entries.last?.end ?? 0
            references += UInt32(truncatingIfNeeded: size).bigEndianBytes
            references += UInt32(truncatingIfNeeded: end - entries[index].start).bigEndianBytes
            // starts_with_SAP and SAP_type 1: a key frame, displayed first.
            references += UInt32(entries[index].isIndependent ? 0x9000_0000 : 0).bigEndianBytes
            count += 1
        }
        let number = clip.tracks.firstIndex(of: track).map { UInt32($0 + 1) } ?? 1
        return MovieBox(
            "sidx", version: 1,
            number.bigEndianBytes + track.timescale.bigEndianBytes + first.start.bigEndianBytes
                + (Int64(behind) + first.offset).bigEndianBytes + UInt16(0).bigEndianBytes
                + count.bigEndianBytes + references
        ).bytes
    }

    private var bytesOfAll: Int64 {
        clip.runs.flatMap(\.intervals).flatMap(\.segments)
            .reduce(0) { $0 + ($1.location?.range.length ?? 0) }
    }
}
