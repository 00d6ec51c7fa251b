import CFFmpeg
import Recording

/// A frame as libavformat has read it.
final class ReadFrame: CodedFrame {
    let pointer: UnsafeMutablePointer<AVPacket>

    init?() {
        guard let packet = av_packet_alloc() else { return nil }
        pointer = packet
    }

    deinit {
        var pointer: UnsafeMutablePointer<AVPacket>? = pointer
        av_packet_free(&pointer)
    }

    var isDiscarded: Bool { pointer.pointee.flags & AV_PKT_FLAG_DISCARD != 0 }
    var isKey: Bool { pointer.pointee.flags & AV_PKT_FLAG_KEY != 0 }
    var size: Int { Int(pointer.pointee.size) }
    var stream: Int { Int(pointer.pointee.stream_index) }

    /// Valid as long as the frame is there and unchanged.
    var bytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: pointer.pointee.data, count: size)
    }

    func write(to target: some ByteTarget) throws {
        var rest = bytes
        try target.append(size) { room in
            room.copyMemory(from: UnsafeRawBufferPointer(rebasing: rest.prefix(room.count)))
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(room.count))
        }
    }

    /// The sequence parameter set before the first slice of an H.264 byte stream
    /// (ITU-T H.264 annex B); nil where it has none.
    var sequenceParameters: [UInt8]? {
        let bytes = UnsafeRawBufferPointer(rebasing: bytes.prefix(4_096))
        for unit in NALUnits.ranges(in: bytes) {
            switch bytes[unit.lowerBound] & 0x1f {
            case 7: return Array(bytes[unit])
            case 1, 5: return nil
            default: break
            }
        }
        return nil
    }
}
