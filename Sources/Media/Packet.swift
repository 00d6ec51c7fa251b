import CFFmpeg

/// One coded frame from an input.
public final class Packet {
    let pointer: UnsafeMutablePointer<AVPacket>
    public internal(set) var isVideo = false
    /// In units of 1/90000 s, unwrapped; nil where the input does not say.
    public internal(set) var presentation: Int64?
    public internal(set) var decoding: Int64?

    init?() {
        guard let packet = av_packet_alloc() else { return nil }
        pointer = packet
    }

    deinit {
        var pointer: UnsafeMutablePointer<AVPacket>? = pointer
        av_packet_free(&pointer)
    }

    var isDiscarded: Bool { pointer.pointee.flags & AV_PKT_FLAG_DISCARD != 0 }
    public var isKey: Bool { pointer.pointee.flags & AV_PKT_FLAG_KEY != 0 }

    /// The sequence parameter set before the first slice of an H.264 byte stream
    /// (ITU-T H.264 annex B); nil where it has none.
    var sequenceParameters: [UInt8]? {
        guard let data = pointer.pointee.data else { return nil }
        let bytes = UnsafeBufferPointer(start: data, count: min(size, 4_096))
        var begin: Int?
        for index in bytes.indices.dropLast(3)
        where bytes[index] == 0 && bytes[index + 1] == 0 && bytes[index + 2] == 1 {
            if let begin {
                // A longer start code has one more zero.
                return bytes[begin..<index].reversed().drop { $0 == 0 }.reversed()
            }
            switch bytes[index + 3] & 0x1f {
            case 7: begin = index + 3
            case 1, 5: return nil
            default: break
            }
        }
        return nil
    }

    public var size: Int { Int(pointer.pointee.size) }
    var index: Int32 { pointer.pointee.stream_index }
}
