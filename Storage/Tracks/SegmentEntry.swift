/// A closed segment as its track file's index knows it; times in the track's timescale.
struct SegmentEntry: Hashable, Sendable {
    var sequence: Int64
    var start: Int64
    var duration: Int64
    var isIndependent: Bool
    /// Nil for a gap.
    var bytes: Range<Int64>?

    var end: Int64 { start + duration }
}

/// The segments of a closed file as one value: some ten bytes each.
///
/// Each number is written as its distance from what the one before lets expect, in groups of
/// seven bits.
enum PackedSegments {
    private static let version: UInt8 = 1

    static func encode(_ entries: [SegmentEntry]) -> [UInt8] {
        var bytes: [UInt8] = [version]
        put(Int64(entries.count), into: &bytes)
        var expected = SegmentEntry(sequence: 0, start: 0, duration: 0, isIndependent: true)
        var offset: Int64 = 0
        for entry in entries {
            bytes.append((entry.isIndependent ? 1 : 0) | (entry.bytes == nil ? 2 : 0))
            put(entry.sequence - expected.sequence, into: &bytes)
            put(entry.start - expected.start, into: &bytes)
            put(entry.duration, into: &bytes)
            if let range = entry.bytes {
                put(range.lowerBound - offset, into: &bytes)
                put(range.upperBound - range.lowerBound, into: &bytes)
                offset = range.upperBound
            }
            expected.sequence = entry.sequence + 1
            expected.start = entry.end
        }
        return bytes
    }

    static func decode(_ bytes: [UInt8]) throws -> [SegmentEntry] {
        var rest = bytes[...]
        guard rest.popFirst() == version, let count = number(from: &rest), count >= 0 else {
            throw StorageError(.damaged, while: "reading a file's segments")
        }
        var entries: [SegmentEntry] = []
        var sequence: Int64 = 0
        var start: Int64 = 0
        var offset: Int64 = 0
        for _ in 0..<count {
            guard let flags = rest.popFirst(), let skipped = number(from: &rest),
                let late = number(from: &rest), let duration = number(from: &rest)
            else { throw StorageError(.damaged, while: "reading a file's segments") }
            sequence &+= skipped
            start &+= late
            var entry = SegmentEntry(
                sequence: sequence, start: start, duration: duration,
                isIndependent: flags & 1 != 0)
            if flags & 2 == 0 {
                guard let distance = number(from: &rest), let length = number(from: &rest),
                    length >= 0
                else { throw StorageError(.damaged, while: "reading a file's segments") }
                let lower = offset &+ distance
                offset = lower &+ length
                guard offset >= lower else {
                    throw StorageError(.damaged, while: "reading a file's segments")
                }
                entry.bytes = lower..<offset
            }
            entries.append(entry)
            sequence &+= 1
            start &+= duration
        }
        return entries
    }

    /// The sign goes into the lowest bit, so that small distances stay short either way.
    private static func put(_ value: Int64, into bytes: inout [UInt8]) {
        var rest = UInt64(bitPattern: (value << 1) ^ (value >> 63))
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    private static func number(from bytes: inout ArraySlice<UInt8>) -> Int64? {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while let byte = bytes.popFirst() {
            guard shift < 64 else { return nil }
            value |= UInt64(byte & 0x7f) << shift
            if byte & 0x80 == 0 {
                return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
            }
            shift += 7
        }
        return nil
    }
}
