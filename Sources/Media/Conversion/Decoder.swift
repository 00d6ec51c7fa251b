import CFFmpeg

/// Decodes one track's frames; their times are in 1/90000 s. Belongs to one thread.
final class Decoder {
    private let context: UnsafeMutablePointer<AVCodecContext>

    /// Whether this machine's libraries can decode it.
    static func exists(for parameters: CodecParameters) -> Bool {
        avcodec_find_decoder(parameters.pointer.pointee.codec_id) != nil
    }

    /// `isLive`: frames come out as soon as they can; else as many at once as there are cores.
    init(of parameters: CodecParameters, isLive: Bool, object: String) throws(MediaError) {
        guard let codec = avcodec_find_decoder(parameters.pointer.pointee.codec_id),
            let created = avcodec_alloc_context3(codec)
        else {
            throw MediaError(.refused(parameters.name), while: "opening", object: object)
        }
        context = created
        avcodec_parameters_to_context(created, parameters.pointer)
        created.pointee.pkt_timebase = AVRational(num: 1, den: 90_000)
        created.pointee.thread_count = 0
        if isLive { created.pointee.thread_type = FF_THREAD_SLICE }
        let code = LibraryCode(value: avcodec_open2(created, codec, nil))
        // What was allocated goes with the object, which is complete.
        guard code.value >= 0 else {
            throw MediaError(.library, while: "decoding", object: object, cause: code.text)
        }
    }

    deinit {
        var context: UnsafeMutablePointer<AVCodecContext>? = context
        avcodec_free_context(&context)
    }

    /// Takes a frame, or nil at the end; what is damaged is left out.
    func send(_ packet: Packet?) {
        guard let packet else {
            avcodec_send_packet(context, nil)
            return
        }
        guard let frame = packet.frame as? ReadFrame else { return }
        let pointer = frame.pointer
        pointer.pointee.pts = packet.presentation ?? cffmpeg_no_timestamp
        pointer.pointee.dts = packet.decoding ?? cffmpeg_no_timestamp
        avcodec_send_packet(context, pointer)
    }

    /// Fills `frame` with what was decoded next; false where more must come before.
    func receive(into frame: RawFrame) -> Bool {
        av_frame_unref(frame.pointer)
        return avcodec_receive_frame(context, frame.pointer) >= 0
    }

    /// Forgets what has come: the next frame begins anew.
    func reset() { avcodec_flush_buffers(context) }
}
