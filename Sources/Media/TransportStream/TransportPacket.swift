/// A packet of MPEG-TS as it lies in memory (ISO/IEC 13818-1, 2.4.3.2), and what its PES header
/// says where one begins in it (2.4.3.6).
struct TransportPacket {
    static let size = 188
    static let sync: UInt8 = 0x47

    /// 188 bytes.
    let bytes: UnsafeMutableRawBufferPointer

    /// The elementary stream's or the table's number, of 13 bits.
    var pid: Int { Int(bytes[1] & 0x1f) << 8 | Int(bytes[2]) }
    /// Whether a PES packet or a section of a table begins here.
    var isStart: Bool { bytes[1] & 0x40 != 0 }
    var hasPayload: Bool { bytes[3] & 0x10 != 0 }

    /// Counts the packets of a PID that have a payload, in 4 bits.
    var counter: UInt8 {
        get { bytes[3] & 0xf }
        nonmutating set { bytes[3] = bytes[3] & 0xf0 | newValue & 0xf }
    }

    private var payload: Range<Int>? {
        guard hasPayload else { return nil }
        let start = bytes[3] & 0x20 == 0 ? 4 : 5 + Int(bytes[4])
        return start < Self.size ? start..<Self.size : nil
    }

    /// The head of a PES packet.
    struct PESHeader {
        let isPicture: Bool
        /// In 1/90000 s, of 33 bits; nil where it does not say.
        let presentation: Int64?
        /// PTS and DTS as they stand there, 5 or 10 bytes.
        let stamps: [UInt8]
    }

    /// Nil where no PES packet of pictures, sound or private data begins here.
    var header: PESHeader? {
        guard isStart, let payload, payload.count >= 9 else { return nil }
        let head = UnsafeRawBufferPointer(rebasing: bytes[payload])
        guard head[0] == 0, head[1] == 0, head[2] == 1 else { return nil }
        let hasStamps = head[7] & 0x80 != 0
        let count = hasStamps ? head[7] & 0x40 != 0 ? 10 : 5 : 0
        let isWhole = head.count >= 9 + count && Int(head[8]) >= count
        let stamps = isWhole ? Array(head[9..<9 + count]) : []
        return PESHeader(
            isPicture: head[3] & 0xf0 == 0xe0,
            presentation: stamps.isEmpty ? nil : Self.time(of: stamps), stamps: stamps)
    }

    private static func time(of field: [UInt8]) -> Int64 {
        Int64(field[0] >> 1 & 7) << 30 | Int64(field[1]) << 22 | Int64(field[2] >> 1) << 15
            | Int64(field[3]) << 7 | Int64(field[4] >> 1)
    }

    /// Makes it the whole of a PES packet of pictures that has these times and this content, which
    /// together are at most 160 bytes.
    func become(stamps: [UInt8], content: [UInt8]) {
        let flags: UInt8 = stamps.count == 10 ? 0xc0 : 0x80
        let pes = [0, 0, 1, 0xe0, 0, 0, 0x80, flags, UInt8(stamps.count)] + stamps + content
        let stuffing = Self.size - 4 - pes.count
        bytes[1] |= 0x40
        // An adaptation field of nothing but stuffing, and then the payload.
        bytes[3] = 0x30 | bytes[3] & 0xf
        bytes[4] = UInt8(stuffing - 1)
        bytes[5] = 0
        UnsafeMutableRawBufferPointer(rebasing: bytes[6..<4 + stuffing])
            .initializeMemory(as: UInt8.self, repeating: 0xff)
        UnsafeMutableRawBufferPointer(rebasing: bytes[(4 + stuffing)...]).copyBytes(from: pes)
    }
}
