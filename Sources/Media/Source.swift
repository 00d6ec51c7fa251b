import CFFmpeg

/// An opened input: libavformat's context and, for MPEG-TS, the connection that it reads.
final class Source {
    private(set) var context: UnsafeMutablePointer<AVFormatContext>
    private var connection: SRTConnection?
    private var transport: TransportReader?
    private var reader: PipeReader?
    /// libavformat asks it as long as it is open, and also while it closes: RTSP says goodbye.
    private let interruption: Interruption

    init(
        opening input: Input, _ interruption: Interruption, onConnect: () -> Void,
        onRefusal: @escaping @Sendable (String) -> Void
    ) throws(MediaError) {
        Self.silenceLibrary
        context = try Self.context(interruption, object: input.description)
        self.interruption = interruption
        do {
            if input.isTransportStream {
                try connect(to: input, onRefusal)
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

    private static func context(
        _ interruption: Interruption, object: String
    ) throws(MediaError) -> UnsafeMutablePointer<AVFormatContext> {
        guard let created = avformat_alloc_context() else {
            throw MediaError(.library, while: "opening", object: object, cause: "no memory")
        }
        created.pointee.interrupt_callback = interruption.callback
        // Timestamps are unwrapped here, as libavformat does it once only.
        created.pointee.correct_ts_overflow = 0
        return created
    }

    private func connect(
        to input: Input, _ onRefusal: @escaping @Sendable (String) -> Void
    ) throws(MediaError) {
        let transport: TransportReader
        if case .udp = input {
            transport = TransportReader(
                receiving: try Datagrams(opening: input, interruption).receive)
        } else {
            let connection = try SRTConnection(opening: input, interruption, onRefusal: onRefusal)
            self.connection = connection
            transport = TransportReader(receiving: connection.receive)
        }
        self.transport = transport
        let reader = try PipeReader(object: input.description, transport.read)
        self.reader = reader
        if case .udp = input { try waitForBytes(of: reader, input) }
    }

    /// Reads what a connection has brought once more from its beginning, without what nobody may
    /// see or hear, and gives up all that it was learned from; false where that is not to be had,
    /// as of files and of what libavformat fetches itself.
    ///
    /// `isWanted` is asked, on the thread that reads, whether what is shown at a time, in
    /// 1/90000 s, may be seen and heard.
    func readAgain(
        _ input: Input, isWanted: @escaping @Sendable (Int64) -> Bool
    ) throws(MediaError) -> Bool {
        guard let transport else { return false }
        let created = try Self.context(interruption, object: input.description)
        var learned: UnsafeMutablePointer<AVFormatContext>? = context
        let firstReader = reader
        defer {
            avformat_close_input(&learned)
            withExtendedLifetime(firstReader) {}
            FreedMemory.forget()
        }
        context = created
        let streams = Self.streams(of: learned)
        let pictures = streams.filter {
            $0.pointee.codecpar.pointee.codec_type == AVMEDIA_TYPE_VIDEO
        }
        transport.readAgain(
            TransportBlanking(
                codecs: Dictionary(
                    pictures.map { (Int($0.pointee.id), $0.pointee.codecpar.pointee.codec_id) },
                    uniquingKeysWith: { first, _ in first }),
                isWanted: isWanted))
        let reader = try PipeReader(object: input.description, transport.read)
        self.reader = reader
        try open(input)
        // Known already: it need not be learned again.
        for (stream, known) in zip(Self.streams(of: context), streams)
        where stream.pointee.id == known.pointee.id {
            avcodec_parameters_copy(stream.pointee.codecpar, known.pointee.codecpar)
            stream.pointee.avg_frame_rate = known.pointee.avg_frame_rate
            stream.pointee.r_frame_rate = known.pointee.r_frame_rate
        }
        try reader.forgetProbing(object: input.description)
        return true
    }

    /// Whether what has come before that is still being read.
    var isReadingAgain: Bool { transport?.isReadingAgain ?? false }

    private static func streams(
        of context: UnsafeMutablePointer<AVFormatContext>?
    ) -> [UnsafeMutablePointer<AVStream>] {
        (0..<Int(context?.pointee.nb_streams ?? 0)).compactMap { context?.pointee.streams[$0] }
    }

    private static let silenceLibrary: Void = av_log_set_level(AV_LOG_QUIET)

    /// How late what it brings may come; of HLS the playlist is fetched for it once more, as
    /// libavformat keeps what stands in it for itself.
    func lateness(of input: Input, _ choice: StreamChoice) -> Lateness {
        if let connection { return Lateness(latency: connection.latency) }
        guard case .hls(let url) = input else { return .none }
        return Lateness(ofPlaylistAt: url, bandwidth: choice.bandwidth) {
            FetchedText(at: $0, input.options, interruption)
        }
    }

    /// A datagram socket is there before anything comes.
    private func waitForBytes(of reader: PipeReader, _ input: Input) throws(MediaError) {
        avio_r8(reader.context)
        let code = LibraryCode(value: reader.context.pointee.error)
        guard code.value >= 0, avio_seek(reader.context, 0, SEEK_SET) == 0 else {
            throw MediaError(
                .interrupted, while: "opening", object: input.description, cause: code.text)
        }
    }

    private func open(_ input: Input) throws(MediaError) {
        if let pipe = reader?.context {
            context.pointee.pb = pipe
            context.pointee.flags |= AVFMT_FLAG_CUSTOM_IO
        }
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
        if !input.isTransportStream { malloc_trim(0) }
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
        reader = nil
        connection = nil
        if transport != nil { FreedMemory.forget() }
        transport = nil
    }

    private func dictionary(_ values: [String: String]) -> OpaquePointer? {
        var options: OpaquePointer?
        for (key, value) in values { av_dict_set(&options, key, value, 0) }
        return options
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
