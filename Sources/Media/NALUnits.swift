import CFFmpeg
import Recording

/// Turns H.264 as MPEG-TS carries it (ITU-T H.264 annex B, start codes) into H.264 as MP4 does
/// (ISO/IEC 14496-15, a length of four bytes before each NAL unit).
enum NALUnits {
    /// In place; false where no NAL unit is in it and the frame must be left out.
    static func prefixLengths(in frame: ReadFrame) throws(MediaError) -> Bool {
        let source = frame.bytes
        let units = ranges(in: source)
        let size = units.reduce(0) { $0 + 4 + $1.count }
        guard size > 0 else { return false }
        var converted = av_packet_alloc()
        guard let target = converted, let count = Int32(exactly: size),
            av_new_packet(target, count) >= 0, av_packet_copy_props(target, frame.pointer) >= 0,
            let data = target.pointee.data
        else {
            av_packet_free(&converted)
            throw MediaError(
                .library, while: "reading", object: "the video", cause: "no memory")
        }
        var position = 0
        for unit in units {
            let bytes = UInt32(unit.count).bigEndianBytes
            UnsafeMutableRawPointer(data + position).copyMemory(from: bytes, byteCount: 4)
            UnsafeMutableRawPointer(data + position + 4).copyMemory(
                from: source.baseAddress! + unit.lowerBound, byteCount: unit.count)
            position += 4 + unit.count
        }
        frame.wipe()
        av_packet_unref(frame.pointer)
        av_packet_move_ref(frame.pointer, target)
        av_packet_free(&converted)
        return true
    }

    /// What stands between start codes, without the zeros that may trail.
    static func ranges(in bytes: UnsafeRawBufferPointer) -> [Range<Int>] {
        var units: [Range<Int>] = []
        var begin: Int?
        func end(at index: Int) {
            guard let begin else { return }
            var end = index
            while end > begin, bytes[end - 1] == 0 { end -= 1 }
            if end > begin { units.append(begin..<end) }
        }
        var index = 0
        while index + 2 < bytes.count {
            // A start code ends with 1: anything greater tells that none is near.
            if bytes[index + 2] > 1 {
                index += 3
            } else if bytes[index + 2] == 1, bytes[index] == 0, bytes[index + 1] == 0 {
                end(at: index)
                begin = index + 3
                index += 3
            } else {
                index += 1
            }
        }
        end(at: bytes.count)
        return units
    }
}
