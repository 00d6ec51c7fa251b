import CFFmpeg

/// What a player must know before a track's first fragment: `ftyp` and `moov`, by libavformat.
enum InitSection {
    /// Takes what libavformat writes.
    private final class Output {
        var bytes: [UInt8] = []
    }

    /// `number` is the track_ID.
    static func bytes(
        of parameters: CodecParameters, number: Int32, object: String
    ) throws(MediaError) -> [UInt8] {
        var created: UnsafeMutablePointer<AVFormatContext>?
        let code = avformat_alloc_output_context2(&created, nil, "mp4", nil)
        guard let created else {
            throw MediaError(
                .library, while: "writing", object: object, cause: LibraryCode(value: code).text)
        }
        defer { avformat_free_context(created) }
        let output = Output()
        let size: Int32 = 1 << 12
        let io = avio_alloc_context(
            av_malloc(Int(size))?.assumingMemoryBound(to: UInt8.self), size, 1,
            Unmanaged.passUnretained(output).toOpaque(), nil,
            { opaque, bytes, count in
                guard let opaque, let bytes else { return 0 }
                Unmanaged<Output>.fromOpaque(opaque).takeUnretainedValue().bytes
                    .append(contentsOf: UnsafeBufferPointer(start: bytes, count: Int(count)))
                return count
            }, nil)
        guard let io else {
            throw MediaError(.library, while: "writing", object: object, cause: "no memory")
        }
        defer {
            av_free(io.pointee.buffer)
            var io: UnsafeMutablePointer<AVIOContext>? = io
            avio_context_free(&io)
            created.pointee.pb = nil
        }
        io.pointee.seekable = 0
        created.pointee.pb = io
        created.pointee.flags |= AVFMT_FLAG_CUSTOM_IO
        try writeHeader(of: parameters, number: number, to: created, object: object)
        avio_flush(io)
        return output.bytes
    }

    private static func writeHeader(
        of parameters: CodecParameters, number: Int32,
        to context: UnsafeMutablePointer<AVFormatContext>, object: String
    ) throws(MediaError) {
        func check(_ value: Int32) throws(MediaError) {
            guard value < 0 else { return }
            throw MediaError(
                .library, while: "writing", object: object, cause: LibraryCode(value: value).text)
        }
        guard let stream = avformat_new_stream(context, nil) else {
            throw MediaError(.library, while: "writing", object: object, cause: "no memory")
        }
        try check(avcodec_parameters_copy(stream.pointee.codecpar, parameters.pointer))
        // libavformat would write hev1 by itself, which Safari refuses.
        stream.pointee.codecpar.pointee.codec_tag =
            parameters.isHEVC ? UInt32(littleEndianText: "hvc1") : 0
        stream.pointee.id = number
        stream.pointee.time_base = AVRational(num: 1, den: parameters.timescale)
        var options: OpaquePointer?
        defer { av_dict_free(&options) }
        av_dict_set(&options, "movflags", "cmaf+frag_custom+skip_trailer", 0)
        av_dict_set(&options, "use_editlist", "0", 0)
        av_dict_set(&options, "use_stream_ids_as_track_ids", "1", 0)
        av_dict_set(&options, "video_track_timescale", String(parameters.timescale), 0)
        // Encoders' names and dates do not belong into a city's archive, and differ for no reason.
        av_dict_set(&options, "fflags", "+bitexact", 0)
        try check(avformat_write_header(context, &options))
    }
}

extension UInt32 {
    /// Four letters as FFmpeg's tags have them.
    fileprivate init(littleEndianText text: String) {
        self = text.utf8.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }
}
