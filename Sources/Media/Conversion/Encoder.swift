import CFFmpeg

/// Encodes one track. Belongs to one thread.
final class Encoder {
    private let context: UnsafeMutablePointer<AVCodecContext>
    private let object: String
    /// With what a decoder must know before the first frame.
    let parameters: CodecParameters

    /// `set` describes the track; `options` are the encoder's own.
    init(
        _ name: String, options: [String: String], object: String,
        set: (inout AVCodecContext) -> Void
    ) throws(MediaError) {
        guard let codec = avcodec_find_encoder_by_name(name),
            let context = avcodec_alloc_context3(codec)
        else {
            throw MediaError(
                .library, while: "encoding", object: object,
                cause: "the encoder \(name) is missing; install Debian's own FFmpeg libraries")
        }
        self.object = object
        context.pointee.flags |= AV_CODEC_FLAG_GLOBAL_HEADER
        set(&context.pointee)
        var dictionary: OpaquePointer?
        defer { av_dict_free(&dictionary) }
        for (key, value) in options { av_dict_set(&dictionary, key, value, 0) }
        func free() {
            var freed: UnsafeMutablePointer<AVCodecContext>? = context
            avcodec_free_context(&freed)
        }
        let code = LibraryCode(value: avcodec_open2(context, codec, &dictionary))
        guard code.value >= 0 else {
            free()
            throw MediaError(.library, while: "encoding", object: object, cause: code.text)
        }
        var described = avcodec_parameters_alloc()
        defer { avcodec_parameters_free(&described) }
        guard let described, avcodec_parameters_from_context(described, context) >= 0 else {
            free()
            throw MediaError(.library, while: "encoding", object: object, cause: "no memory")
        }
        do throws(MediaError) {
            parameters = try CodecParameters(copying: described, object: object)
        } catch {
            free()
            throw error
        }
        self.context = context
    }

    deinit {
        var context: UnsafeMutablePointer<AVCodecContext>? = context
        avcodec_free_context(&context)
    }

    /// Takes a frame, or nil at the end.
    func send(_ frame: RawFrame?) throws(MediaError) {
        let code = LibraryCode(value: avcodec_send_frame(context, frame?.pointer))
        guard code.value >= 0 || code.isEnd else {
            throw MediaError(.library, while: "encoding", object: object, cause: code.text)
        }
    }

    /// The frame that is coded next; nil where more must come before.
    func receive() throws(MediaError) -> ReadFrame? {
        guard let frame = ReadFrame() else {
            throw MediaError(.library, while: "encoding", object: object, cause: "no memory")
        }
        return avcodec_receive_packet(context, frame.pointer) >= 0 ? frame : nil
    }
}
