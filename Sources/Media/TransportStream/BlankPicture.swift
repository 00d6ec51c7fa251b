import CFFmpeg

/// What stands in MPEG-TS in place of a picture that nobody may see: a slice without content, so
/// that whoever parses it finds where it ends, and when it would be shown.
enum BlankPicture {
    /// Its bytes, in the form of a byte stream; nil for a codec of which there is none.
    static func bytes(of codec: AVCodecID) -> [UInt8]? {
        switch codec {
        // An access unit delimiter and the head of a slice (ITU-T H.264, 7.3.2.4 and 7.3.3).
        case AV_CODEC_ID_H264: [0, 0, 0, 1, 0x09, 0xf0, 0, 0, 1, 0x01, 0x80, 0x80]
        // The same (ITU-T H.265, 7.3.2.5 and 7.3.6.1).
        case AV_CODEC_ID_HEVC:
            [0, 0, 0, 1, 0x46, 0x01, 0x50, 0, 0, 1, 0x00, 0x01, 0x80, 0x80]
        // A picture header of a B picture and a slice (ITU-T H.262, 6.2.3 and 6.2.4).
        case AV_CODEC_ID_MPEG1VIDEO, AV_CODEC_ID_MPEG2VIDEO:
            [0, 0, 1, 0x00, 0x00, 0x1f, 0xff, 0xfb, 0xb8, 0, 0, 1, 0x01, 0x0a, 0x80]
        default: nil
        }
    }

    /// Whether a frame that libavformat has read is such a picture, but for the zeros before it and
    /// behind it, which may be taken for parts of its neighbours.
    static func isOne(_ frame: UnsafeRawBufferPointer, of codec: AVCodecID) -> Bool {
        guard let blank = bytes(of: codec), frame.count < blank.count + 4 else { return false }
        let found = frame.drop { $0 == 0 }
        let sought = blank.drop { $0 == 0 }
        return found.starts(with: sought) && found.dropFirst(sought.count).allSatisfy { $0 == 0 }
    }
}
