import Recording

/// The `sidx` box of a closed track file (ISO/IEC 14496-12 §8.16.3): players seek by it without
/// reading the file.
struct SegmentIndexBox {
    private struct Reference {
        var start: Int64
        var end: Int64
        var duration: Int64
        var isIndependent: Bool
    }

    /// Bytes before the references, in version 1.
    private static let header = 40

    let trackID: UInt32
    let timescale: Int32
    /// Where the room for it begins in its file.
    let offset: Int64

    /// A `free` box and the index behind it, `TrackFile.indexRoom` bytes together, or nil where
    /// there is nothing to point at.
    ///
    /// Chromium takes no index but one that stands just before the first fragment.
    func bytes(for entries: [SegmentEntry]) -> [UInt8]? {
        var references = references(to: entries)
        guard let first = references.first else { return nil }
        // The rest must hold a box of its own, which takes 8 bytes at least.
        let room = (TrackFile.indexRoom - Self.header - 8) / 12
        while references.count > room { references = Self.halved(references) }
        let size = Self.header + 12 * references.count
        let start = entries.first { $0.bytes != nil }?.start ?? 0
        var box: [UInt8] = UInt32(size).bigEndianBytes + Array("sidx".utf8)
        box += [1, 0, 0, 0]
        box += trackID.bigEndianBytes
        box += UInt32(bitPattern: timescale).bigEndianBytes
        // FFmpeg takes it for when the first frame is decoded, and so it is written.
        box += UInt64(bitPattern: start).bigEndianBytes
        box += UInt64(bitPattern: first.start - offset - Int64(TrackFile.indexRoom)).bigEndianBytes
        box += [0, 0] + UInt16(references.count).bigEndianBytes
        for reference in references {
            box += UInt32(truncatingIfNeeded: reference.end - reference.start).bigEndianBytes
            box += UInt32(truncatingIfNeeded: reference.duration).bigEndianBytes
            // starts_with_SAP and SAP_type 1: a key frame, displayed first.
            box += [reference.isIndependent ? 0x90 : 0, 0, 0, 0]
        }
        return TrackFile.freeBox(of: TrackFile.indexRoom - size) + box
    }

    private func references(to entries: [SegmentEntry]) -> [Reference] {
        var references: [Reference] = []
        for entry in entries {
            // References follow one another without holes in bytes or time: a gap and bytes that
            // belong to no segment go to the one before.
            guard let bytes = entry.bytes else {
                if !references.isEmpty {
                    references[references.count - 1].duration += entry.duration
                }
                continue
            }
            if !references.isEmpty { references[references.count - 1].end = bytes.lowerBound }
            references.append(
                Reference(
                    start: bytes.lowerBound, end: bytes.upperBound, duration: entry.duration,
                    isIndependent: entry.isIndependent))
        }
        return references
    }

    private static func halved(_ references: [Reference]) -> [Reference] {
        stride(from: 0, to: references.count, by: 2).map { index in
            var reference = references[index]
            if index + 1 < references.count {
                reference.end = references[index + 1].end
                reference.duration += references[index + 1].duration
            }
            return reference
        }
    }
}
