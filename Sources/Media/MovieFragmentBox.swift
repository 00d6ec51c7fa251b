import Recording

/// The `moof` of a fragment of one track (ISO/IEC 14496-12 §8.8.4): what all samples have in
/// common stands in it once.
struct MovieFragmentBox {
    let sequence: UInt32
    let track: UInt32
    /// Where the first sample is decoded.
    let start: Int64
    let samples: [FragmentSample]

    /// The bytes of the `moof`, behind which the samples lie in an `mdat` with a short head.
    var bytes: [UInt8] {
        // The data's place is counted from the first byte of the `moof`.
        let size = UInt32(box(dataOffset: 0).count)
        return box(dataOffset: size + 8)
    }

    private func box(dataOffset: UInt32) -> [UInt8] {
        MovieBox(
            "moof",
            containing: [
                MovieBox("mfhd", version: 0, sequence.bigEndianBytes),
                MovieBox(
                    "traf", containing: [header, decodeTime, run(dataOffset: dataOffset)]),
            ]
        ).bytes
    }

    private var first: FragmentSample? { samples.first }

    /// Of the samples behind the first, as that alone is a key frame in most fragments.
    private var commonFlags: UInt32? {
        let flags = samples.dropFirst().first?.flags ?? first?.flags ?? 0
        return samples.dropFirst().allSatisfy { $0.flags == flags } ? flags : nil
    }

    private var commonDuration: UInt32? {
        let duration = first?.duration ?? 0
        return samples.allSatisfy { $0.duration == duration } ? duration : nil
    }

    private var header: MovieBox {
        var flags: UInt32 = 0x02_0000
        var fields = track.bigEndianBytes
        if let commonDuration {
            flags |= 0x08
            fields += commonDuration.bigEndianBytes
        }
        if let commonFlags {
            flags |= 0x20
            fields += commonFlags.bigEndianBytes
        }
        return MovieBox("tfhd", version: 0, flags: flags, fields)
    }

    private var decodeTime: MovieBox { MovieBox("tfdt", version: 1, start.bigEndianBytes) }

    private func run(dataOffset: UInt32) -> MovieBox {
        let hasDurations = commonDuration == nil
        let hasFlags = commonFlags == nil
        let hasOffsets = samples.contains { $0.compositionOffset != 0 }
        let firstFlags = first?.flags
        let isFirstOther = !hasFlags && firstFlags != commonFlags
        var flags: UInt32 = 0x201
        var content = UInt32(samples.count).bigEndianBytes + dataOffset.bigEndianBytes
        if isFirstOther, let firstFlags {
            flags |= 0x04
            content += firstFlags.bigEndianBytes
        }
        if hasDurations { flags |= 0x100 }
        if hasFlags { flags |= 0x400 }
        if hasOffsets { flags |= 0x800 }
        content.reserveCapacity(content.count + 16 * samples.count)
        for sample in samples {
            if hasDurations { content.append(bigEndian: sample.duration) }
            content.append(bigEndian: UInt32(sample.packet.size))
            if hasFlags { content.append(bigEndian: sample.flags) }
            if hasOffsets {
                content.append(bigEndian: UInt32(bitPattern: sample.compositionOffset))
            }
        }
        return MovieBox("trun", version: 1, flags: flags, content)
    }
}
