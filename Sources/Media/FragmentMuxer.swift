import CFFmpeg
public import Recording

/// Writes one CMAF track: an init section, then fragments of one `moof` and `mdat` each.
///
/// The fragments' `tfdt` is the session's media time in the track's timescale. Belongs to one
/// thread.
public final class FragmentMuxer {
    /// Takes what libavformat writes.
    private final class Output {
        var bytes: [UInt8] = []
    }

    private let context: UnsafeMutablePointer<AVFormatContext>
    private let output: Output
    private let timescale: Int32
    private let object: String
    /// With its init section, `ftyp` and `moov`.
    public let track: Track

    /// `number` is the track_ID, another for each track of a session, so that fragments of
    /// several can stand behind one init section.
    public init(
        _ parameters: CodecParameters, track id: TrackID, number: Int32, object: String
    ) throws(MediaError) {
        self.object = object
        timescale = parameters.timescale
        var created: UnsafeMutablePointer<AVFormatContext>?
        let code = LibraryCode(
            value: avformat_alloc_output_context2(&created, nil, "mp4", nil))
        guard let created else {
            throw MediaError(.library, while: "writing", object: object, cause: code.text)
        }
        context = created
        output = Output()
        do {
            track = Track(
                id: id, format: parameters.format, codec: parameters.codec,
                timescale: parameters.timescale,
                initSection: try Self.start(created, output, parameters, number, object))
        } catch {
            Self.free(created, output)
            throw error
        }
    }

    deinit {
        Self.free(context, output)
    }

    private static func start(
        _ context: UnsafeMutablePointer<AVFormatContext>, _ output: Output,
        _ parameters: CodecParameters, _ number: Int32, _ object: String
    ) throws(MediaError) -> [UInt8] {
        func check(_ value: Int32) throws(MediaError) {
            guard value < 0 else { return }
            throw MediaError(
                .library, while: "writing", object: object, cause: LibraryCode(value: value).text)
        }
        let size: Int32 = 1 << 16
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
        io.pointee.seekable = 0
        context.pointee.pb = io
        context.pointee.flags |= AVFMT_FLAG_CUSTOM_IO
        context.pointee.avoid_negative_ts = 0
        guard let stream = avformat_new_stream(context, nil) else {
            throw MediaError(.library, while: "writing", object: object, cause: "no memory")
        }
        try check(avcodec_parameters_copy(stream.pointee.codecpar, parameters.pointer))
        stream.pointee.id = number
        stream.pointee.time_base = AVRational(num: 1, den: parameters.timescale)
        var options: OpaquePointer?
        defer { av_dict_free(&options) }
        av_dict_set(
            &options, "movflags", "cmaf+frag_custom+skip_trailer+frag_discont", 0)
        av_dict_set(&options, "use_editlist", "0", 0)
        av_dict_set(&options, "use_stream_ids_as_track_ids", "1", 0)
        av_dict_set(&options, "video_track_timescale", String(parameters.timescale), 0)
        // Encoders' names and dates do not belong into a city's archive, and differ for no reason.
        av_dict_set(&options, "fflags", "+bitexact", 0)
        try check(avformat_write_header(context, &options))
        avio_flush(io)
        defer { output.bytes.removeAll() }
        return output.bytes
    }

    private static func free(
        _ context: UnsafeMutablePointer<AVFormatContext>, _ output: Output
    ) {
        if let io = context.pointee.pb {
            av_free(io.pointee.buffer)
            var io: UnsafeMutablePointer<AVIOContext>? = io
            avio_context_free(&io)
            context.pointee.pb = nil
        }
        avformat_free_context(context)
    }

    /// Adds a frame to the fragment under way. All times are in the track's timescale, on the
    /// session's timeline; `duration` is the distance to the next frame in decoding order.
    public func write(
        _ packet: Packet, presentation: Int64, decoding: Int64, duration: Int64
    ) throws(MediaError) {
        let pointer = packet.pointer
        pointer.pointee.stream_index = 0
        pointer.pointee.pts = presentation
        pointer.pointee.dts = decoding
        pointer.pointee.duration = duration
        let code = LibraryCode(value: av_write_frame(context, pointer))
        guard code.value >= 0 else {
            throw MediaError(
                .library, while: "writing a frame of", object: object, cause: code.text)
        }
    }

    /// Ends the fragment under way and gives its bytes.
    public func flush() throws(MediaError) -> [UInt8] {
        let code = LibraryCode(value: av_write_frame(context, nil))
        guard code.value >= 0 else {
            throw MediaError(
                .library, while: "cutting a part of", object: object, cause: code.text)
        }
        avio_flush(context.pointee.pb)
        let bytes = output.bytes
        output.bytes = []
        output.bytes.reserveCapacity(bytes.count + bytes.count / 4)
        return bytes
    }

    /// Lets the next frame stand at its own time instead of stretching the one before.
    public func markGap() {
        av_opt_set(context.pointee.priv_data, "movflags", "+frag_discont", 0)
    }
}
