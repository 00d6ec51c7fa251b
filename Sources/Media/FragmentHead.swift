import Recording

/// The `moof` at the beginning of a fragment.
struct FragmentHead {
    /// As long as it was.
    private(set) var bytes: [UInt8]

    /// Of what a file holds from a fragment's first byte on; nil where no whole `moof` is there.
    init?(beginning bytes: [UInt8]) {
        guard let size = Self.size(of: bytes, named: "moof"), size <= bytes.count else {
            return nil
        }
        self.bytes = Array(bytes.prefix(size))
    }

    /// The size of the box that begins there; nil where it is another one, or none.
    static func size(of bytes: some Collection<UInt8>, named name: String) -> Int? {
        guard bytes.count >= 8, bytes.dropFirst(4).prefix(4).elementsEqual(name.utf8) else {
            return nil
        }
        let size = bytes.prefix(4).bigEndian
        return size >= 8 ? Int(size) : nil
    }

    /// Moves its samples on the timeline, by units of its track's timescale. False where it does
    /// not say when they begin.
    mutating func move(by distance: Int64) -> Bool {
        guard let track = find("traf", in: 8..<bytes.count),
            let time = find("tfdt", in: track), time.count >= 8
        else { return false }
        let isLong = bytes[time.lowerBound] == 1
        let field = time.lowerBound + 4..<time.lowerBound + (isLong ? 12 : 8)
        guard field.upperBound <= time.upperBound else { return false }
        let moved = Int64(bitPattern: bytes[field].bigEndian) + distance
        guard moved >= 0, isLong || moved <= UInt32.max else { return false }
        bytes.replaceSubrange(
            field,
            with: isLong ? moved.bigEndianBytes : UInt32(moved).bigEndianBytes)
        return true
    }

    /// Where a box's content lies among those in a range.
    private func find(_ name: String, in range: Range<Int>) -> Range<Int>? {
        var start = range.lowerBound
        while start + 8 <= range.upperBound {
            let size = Int(bytes[start..<start + 4].bigEndian)
            guard size >= 8, start + size <= range.upperBound else { return nil }
            if bytes[start + 4..<start + 8].elementsEqual(name.utf8) {
                return start + 8..<start + size
            }
            start += size
        }
        return nil
    }
}
