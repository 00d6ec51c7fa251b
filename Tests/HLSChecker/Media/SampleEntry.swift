/// How a track's samples are coded.
struct SampleEntry {
    /// `avc1.64001f`, `mp4a.40.2`; of other formats the four characters alone.
    private(set) var codec: String
    /// How many bytes stand before each NAL unit, where there are any.
    private(set) var nalLength: Int?

    init(_ box: Box, handler: String) throws(MalformedMedia) {
        codec = box.type
        // A visual entry has 78 bytes of fields, an audio entry 28 (ISO/IEC 14496-12 §12).
        let boxes = try box.boxes(after: handler == "vide" ? 78 : handler == "soun" ? 28 : 8)
        for child in boxes {
            var reader = ByteReader(child.payload)
            switch child.type {
            case "avcC":
                _ = try reader.take(1)
                let profile = try reader.take(3).map { Self.hexadecimal($0) }
                codec += "." + profile.joined()
                nalLength = try reader.integer(1) & 3 + 1
            case "hvcC":
                _ = try reader.take(21)
                nalLength = try reader.integer(1) & 3 + 1
            case "esds":
                if let type = try Self.audioObjectType(child.payload.dropFirst(4)) {
                    codec += ".40.\(type)"
                }
            default: break
            }
        }
    }

    /// Whether a key frame of this format says in its NAL units that it is one.
    func isKeyFrame(_ sample: ArraySlice<UInt8>) throws(MalformedMedia) -> Bool {
        guard let nalLength else { return true }
        var reader = ByteReader(sample)
        while !reader.rest.isEmpty {
            let unit = try reader.take(try reader.integer(nalLength))
            guard let header = unit.first else { continue }
            let isKey =
                codec.hasPrefix("avc")
                ? header & 0x1F == 5 || Self.isRecoveryPoint(unit)
                : (16...21).contains(header >> 1 & 0x3F)
            if isKey { return true }
        }
        return false
    }

    /// Whether a NAL unit of H.264 says that decoding can begin with its very picture, as that of
    /// an open group (ITU-T H.264 §D.2.8): `recovery_frame_cnt` is 0, which one bit says.
    private static func isRecoveryPoint(_ unit: ArraySlice<UInt8>) -> Bool {
        let bytes = Array(unit.prefix(4))
        return bytes.count == 4 && bytes[0] & 0x1F == 6 && bytes[1] == 6 && bytes[3] & 0x80 != 0
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }

    /// From the descriptors of ISO/IEC 14496-1 §7.2.6.
    private static func audioObjectType(
        _ bytes: ArraySlice<UInt8>
    ) throws(MalformedMedia) -> Int? {
        var reader = ByteReader(bytes)
        while !reader.rest.isEmpty {
            let tag = try reader.integer(1)
            var length = 0
            while true {
                let byte = try reader.integer(1)
                length = length << 7 | byte & 0x7F
                if byte & 0x80 == 0 { break }
            }
            switch tag {
            case 3:
                _ = try reader.take(2)
                let flags = try reader.integer(1)
                _ = try reader.take(flags & 0x80 == 0 ? 0 : 2)
            case 4:
                guard try reader.integer(1) == 0x40 else { return nil }
                _ = try reader.take(12)
            case 5:
                let first = try reader.integer(2)
                let type = first >> 11
                return type == 31 ? 32 + (first >> 5 & 0x3F) : type
            default: _ = try reader.take(length)
            }
        }
        return nil
    }
}
