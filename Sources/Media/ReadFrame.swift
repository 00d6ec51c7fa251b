import CFFmpeg
import Glibc
import Recording

/// A frame as libavformat has read it.
final class ReadFrame: CodedFrame {
    let pointer: UnsafeMutablePointer<AVPacket>

    init?() {
        guard let packet = av_packet_alloc() else { return nil }
        pointer = packet
    }

    deinit {
        wipe()
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

    /// Overwrites the bytes where nobody else has them: what a closed gate drops shall not stay in
    /// libavformat's buffers, which are used again and not always to their end.
    func wipe() {
        guard let buffer = pointer.pointee.buf, av_buffer_is_writable(buffer) == 1 else { return }
        memset(buffer.pointee.data, 0, buffer.pointee.size)
    }

    /// The same bytes and times; nil without memory.
    func copied() -> ReadFrame? {
        guard let copy = ReadFrame(), av_packet_ref(copy.pointer, pointer) >= 0 else { return nil }
        return copy
    }

    /// The sequence parameter set before the first slice of a byte stream (ITU-T H.264 and H.265,
    /// each annex B); nil where it has none.
    func sequenceParameters(isHEVC: Bool) -> [UInt8]? {
        let bytes = UnsafeRawBufferPointer(rebasing: bytes.prefix(4_096))
        for unit in NALUnits.ranges(in: bytes) {
            let first = bytes[unit.lowerBound]
            let type = isHEVC ? first >> 1 & 0x3f : first & 0x1f
            if type == (isHEVC ? 33 : 7) { return Array(bytes[unit]) }
            if isHEVC ? type < 32 : type == 1 || type == 5 { return nil }
        }
        return nil
    }
}
