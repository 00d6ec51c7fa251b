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

    public var isKey: Bool { pointer.pointee.flags & AV_PKT_FLAG_KEY != 0 }
    public var size: Int { Int(pointer.pointee.size) }
    var index: Int32 { pointer.pointee.stream_index }
}
