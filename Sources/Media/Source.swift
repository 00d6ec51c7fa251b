import CFFmpeg

/// An opened input: libavformat's context and, for a live one, the connection that it reads.
final class Source {
    private(set) var context: UnsafeMutablePointer<AVFormatContext>
    private var connection: UnsafeMutablePointer<AVIOContext>?
    /// libavformat asks it as long as it is open, and also while it closes: RTSP says goodbye.
    private let interruption: Interruption

    init(
        opening input: Input, _ interruption: Interruption, onConnect: () -> Void,
        onRefusal: @escaping @Sendable (String) -> Void
    ) throws(MediaError) {
        Self.silenceLibraries
        let object = input.description
        guard let created = avformat_alloc_context() else {
            throw MediaError(.library, while: "opening", object: object, cause: "no memory")
        }
        context = created
        self.interruption = interruption
        created.pointee.interrupt_callback = interruption.callback
        // Timestamps are unwrapped here, as libavformat does it once only.
        created.pointee.correct_ts_overflow = 0
        do {
            if input.isTransportStream {
                try EncoderRefusals.reporting(to: onRefusal, of: input) { () throws(MediaError) in
                    try connect(input, interruption)
                }
                onConnect()
            }
            try open(input)
            if !input.isTransportStream { onConnect() }
            try probe(input)
        } catch {
            close()
            throw error
        }
    }

    deinit { close() }

    /// libsrt writes each refused encoder to the standard error output otherwise.
    private static let silenceLibraries: Void = {
        av_log_set_level(AV_LOG_QUIET)
        EncoderRefusals.takeLog
    }()

    private func connect(_ input: Input, _ interruption: Interruption) throws(MediaError) {
        var options = dictionary(input.options)
        defer { av_dict_free(&options) }
        var callback = interruption.callback
        let code = LibraryCode(
            value: avio_open2(&connection, input.url, AVIO_FLAG_READ, &callback, &options))
        guard code.value >= 0 else { throw Self.error(connecting: input, code) }
        if case .udp = input { try waitForBytes(input) }
        context.pointee.pb = connection
        context.pointee.flags |= AVFMT_FLAG_CUSTOM_IO
    }

    /// A datagram socket is there before anything comes.
    private func waitForBytes(_ input: Input) throws(MediaError) {
        avio_r8(connection)
        let code = LibraryCode(value: connection?.pointee.error ?? 0)
        guard code.value >= 0, avio_seek(connection, 0, SEEK_SET) == 0 else {
            throw MediaError(
                .interrupted, while: "opening", object: input.description, cause: code.text)
        }
    }

    private func open(_ input: Input) throws(MediaError) {
        var values = input.isTransportStream ? [:] : input.options
        values.merge(input.isLive ? Self.probing : Self.reading(input)) { $1 }
        var options = dictionary(values)
        defer { av_dict_free(&options) }
        var opened: UnsafeMutablePointer<AVFormatContext>? = context
        let format =
            switch input {
            case .file: nil as UnsafePointer<AVInputFormat>?
            case .srtListener, .srtCaller, .udp: av_find_input_format("mpegts")
            case .rtsp: av_find_input_format("rtsp")
            case .hls: av_find_input_format("hls")
            }
        let code = LibraryCode(value: avformat_open_input(&opened, input.url, format, &options))
        guard code.value >= 0 else {
            // It has freed the context.
            isOpen = false
            throw Self.error(opening: input, code)
        }
    }

    private func probe(_ input: Input) throws(MediaError) {
        // A playlist that lists how long it is has ended.
        if case .hls = input, context.pointee.duration > 0 {
            throw MediaError(.hasEnded, while: "opening", object: input.description)
        }
        let found = LibraryCode(value: avformat_find_stream_info(context, nil))
        guard found.value >= 0 else {
            throw MediaError(
                found.isExit ? .interrupted : .unreadable, while: "opening",
                object: input.description, cause: found.text)
        }
        // Learning the parameters has decoded some pictures, and their memory is not needed again.
        malloc_trim(0)
    }

    /// Where edit lists cut nothing away, libavformat need not copy the tables over them: of a
    /// film of some hours they are the most of what reading it takes.
    private static func reading(_ input: Input) -> [String: String] {
        guard case .file(let path, _) = input, let file = StoredFrames(at: path),
            EditLists.onlyBegin(in: file)
        else { return [:] }
        return ["advanced_editlist": "0"]
    }

    /// Ends as soon as both tracks are known; a few frames tell the rate.
    private static let probing = [
        "analyzeduration": String(Int(Demuxer.longestProbing * 1_000_000)),
        "probesize": "30000000", "fpsprobesize": "4",
    ]

    private var isOpen = true

    private func close() {
        if isOpen {
            var context: UnsafeMutablePointer<AVFormatContext>? = context
            avformat_close_input(&context)
            isOpen = false
        }
        avio_closep(&connection)
    }

    private func dictionary(_ values: [String: String]) -> OpaquePointer? {
        var options: OpaquePointer?
        for (key, value) in values { av_dict_set(&options, key, value, 0) }
        return options
    }

    private static func error(connecting input: Input, _ code: LibraryCode) -> MediaError {
        let kind: MediaError.Code =
            switch code.value {
            case cffmpeg_error_exit: .interrupted
            case cffmpeg_error_in_use: .portInUse
            // What libsrt says of a port that this very process has.
            case cffmpeg_error_unknown where input.isListening: .portInUse
            default: .notFound
            }
        return MediaError(kind, while: "opening", object: input.description, cause: code.text)
    }

    private static func error(opening input: Input, _ code: LibraryCode) -> MediaError {
        let kind: MediaError.Code =
            switch code.value {
            case cffmpeg_error_exit: .interrupted
            case cffmpeg_error_no_entry: .notFound
            case cffmpeg_error_is_folder: .isFolder
            case cffmpeg_error_invalid: .unreadable
            // Transport streams are connected by now; what is fetched is not.
            default:
                input.isTransportStream ? .interrupted : input.isLive ? .notFound : .unreadable
            }
        return MediaError(kind, while: "opening", object: input.description, cause: code.text)
    }
}
