import CFFmpeg

/// What the head of an ASF file (WMV) says of the whole (Advanced Systems Format 01.20.03, §3.2).
struct ASFHead {
    /// In seconds.
    let duration: Double

    private static let properties: [UInt8] = [
        0xA1, 0xDC, 0xAB, 0x8C, 0x47, 0xA9, 0xCF, 0x11, 0x8E, 0xE4, 0x00, 0xC0, 0x0C, 0x20, 0x53,
        0x65,
    ]
    /// Bytes before the first object, and in the one that says the length.
    private static let (beginning, size) = (30, 104)
    /// Objects that are looked at: heads of some megabytes hold pictures.
    private static let most = 64

    /// Nil where it tells no length, as of a broadcast; the file is read on where it was.
    init?(of context: UnsafeMutablePointer<AVFormatContext>) {
        guard let file = context.pointee.pb else { return nil }
        let place = avio_seek(file, 0, SEEK_CUR)
        guard place >= 0 else { return nil }
        defer { avio_seek(file, place, SEEK_SET) }
        var offset = Int64(Self.beginning)
        for _ in 0..<Self.most {
            guard avio_seek(file, offset, SEEK_SET) == offset else { return nil }
            var bytes = [UInt8](repeating: 0, count: Self.size)
            let count = avio_read(file, &bytes, Int32(Self.size))
            guard count >= 24 else { return nil }
            if bytes.starts(with: Self.properties) {
                guard count == Self.size, let found = Self.duration(bytes) else { return nil }
                duration = found
                return
            }
            let length = Self.number(bytes, at: 16, bytes: 8)
            guard (24..<1 << 32).contains(length) else { return nil }
            offset += Int64(length)
        }
        return nil
    }

    /// The time it plays, without that for which a player waits first.
    private static func duration(_ bytes: [UInt8]) -> Double? {
        let isBroadcast = bytes[88] & 1 == 1
        let played = Double(number(bytes, at: 64, bytes: 8)) / 10_000_000
        let seconds = played - Double(number(bytes, at: 80, bytes: 8)) / 1_000
        return isBroadcast || seconds <= 0 ? nil : seconds
    }

    private static func number(_ bytes: [UInt8], at offset: Int, bytes count: Int) -> UInt64 {
        bytes[offset..<offset + count].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
