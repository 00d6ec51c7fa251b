/// What the edit lists of an MP4 do (ISO/IEC 14496-12 §8.6.6).
enum EditLists {
    /// Seconds that may be cut away at the start: what a coder needs to begin with.
    private static let longestStart = 0.2

    /// Whether they only say when the tracks begin. libavformat copies the tables of a film to
    /// apply any other ones.
    static func onlyBegin(in file: StoredFrames) -> Bool {
        guard let movie = StoredBox(all: file).child("moov"),
            let timescale = movie.child("mvhd").flatMap(Self.timescale)
        else { return false }
        return movie.children.filter { $0.name == "trak" }.allSatisfy { track in
            guard let list = track.child("edts", "elst") else { return true }
            guard let header = track.child("mdia", "mdhd"),
                let units = Self.timescale(of: header), let length = Self.duration(of: header)
            else { return false }
            return onlyBegins(
                list, movie: timescale, media: units, length: Double(length) / units)
        }
    }

    private static func onlyBegins(
        _ list: StoredBox, movie: Double, media: Double, length: Double
    ) -> Bool {
        guard let version = list.number(1, at: 0), let count = list.number(4, at: 4),
            (1...2).contains(count)
        else { return false }
        let width: Int64 = version == 1 ? 8 : 4
        let size = 2 * width + 4
        for index in 0..<Int64(count) {
            let entry = 8 + index * size
            guard let duration = list.number(Int(width), at: entry),
                let begin = list.number(Int(width), at: entry + width)
            else { return false }
            let isEmpty = begin == (width == 8 ? UInt64.max : UInt64(UInt32.max))
            let isLast = index == Int64(count) - 1
            if isEmpty != !isLast { return false }
            guard isLast else { continue }
            let cut = Double(begin) / media
            let rest = length - cut - Double(duration) / movie
            guard cut <= longestStart, duration == 0 || rest <= 0.1 else { return false }
        }
        return true
    }

    private static func timescale(of header: StoredBox) -> Double? {
        header.number(1, at: 0).flatMap { header.number(4, at: $0 == 1 ? 20 : 12) }
            .flatMap { $0 > 0 ? Double($0) : nil }
    }

    private static func duration(of header: StoredBox) -> UInt64? {
        header.number(1, at: 0).flatMap { version in
            version == 1 ? header.number(8, at: 24) : header.number(4, at: 16)
        }
    }
}
