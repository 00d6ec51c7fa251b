import CFFmpeg

/// Reads coded frames from an input. Belongs to one thread; every call may block.
public final class Demuxer {
    private let input: Input
    private let interruption: Interruption
    private let context: UnsafeMutablePointer<AVFormatContext>
    private let packaging: AACPackaging?
    private var unwrappers: [Int32: TimestampUnwrapper] = [:]
    /// Read while the sound's parameters were looked for; given first.
    private var waiting: [Packet] = []
    public let video: CodecParameters
    /// Nil for a stream without sound.
    public let audio: CodecParameters?

    /// Waits for the input and learns what it brings.
    ///
    /// `isInterrupted` is asked about each 100 ms from inside every wait; where it says yes, the
    /// call throws `.interrupted`.
    public init(
        opening input: Input, isInterrupted: @escaping @Sendable () -> Bool
    ) throws(MediaError) {
        let object = input.description
        let interruption = Interruption(isInterrupted)
        let context = try Self.open(input, interruption)
        do {
            (video, audio) = try Self.tracks(of: context, object: object)
            packaging = try audio.flatMap { audio throws(MediaError) in
                audio.extradata.isEmpty ? try AACPackaging(audio, object: object) : nil
            }
        } catch {
            var context: UnsafeMutablePointer<AVFormatContext>? = context
            avformat_close_input(&context)
            throw error
        }
        self.input = input
        self.interruption = interruption
        self.context = context
        try learnAudioParameters()
    }

    deinit {
        var context: UnsafeMutablePointer<AVFormatContext>? = context
        avformat_close_input(&context)
    }

    private static func open(
        _ input: Input, _ interruption: Interruption
    ) throws(MediaError) -> UnsafeMutablePointer<AVFormatContext> {
        let object = input.description
        av_log_set_level(AV_LOG_QUIET)
        guard let context = avformat_alloc_context() else {
            throw MediaError(.library, while: "opening", object: object, cause: "no memory")
        }
        context.pointee.interrupt_callback = interruption.callback
        // Timestamps are unwrapped here, as libavformat does it once only.
        context.pointee.correct_ts_overflow = 0
        var options: OpaquePointer?
        for (key, value) in input.options { av_dict_set(&options, key, value, 0) }
        defer { av_dict_free(&options) }
        var opened: UnsafeMutablePointer<AVFormatContext>? = context
        let code = LibraryCode(value: avformat_open_input(&opened, input.url, nil, &options))
        guard code.value >= 0, let opened else { throw Self.error(opening: input, code) }
        let found = LibraryCode(value: avformat_find_stream_info(opened, nil))
        guard found.value >= 0 else {
            var context: UnsafeMutablePointer<AVFormatContext>? = opened
            avformat_close_input(&context)
            throw MediaError(
                found.isExit ? .interrupted : .unreadable, while: "opening", object: object,
                cause: found.text)
        }
        return opened
    }

    private static func error(opening input: Input, _ code: LibraryCode) -> MediaError {
        let kind: MediaError.Code =
            switch code.value {
            case cffmpeg_error_exit: .interrupted
            case cffmpeg_error_in_use: .portInUse
            case cffmpeg_error_no_entry, cffmpeg_error_is_folder: .notFound
            case cffmpeg_error_io where input.isLive: .portInUse
            default: input.isLive ? .interrupted : .unreadable
            }
        return MediaError(kind, while: "opening", object: input.description, cause: code.text)
    }

    private static func tracks(
        of context: UnsafeMutablePointer<AVFormatContext>, object: String
    ) throws(MediaError) -> (CodecParameters, CodecParameters?) {
        let video = av_find_best_stream(context, AVMEDIA_TYPE_VIDEO, -1, -1, nil, 0)
        guard video >= 0, let stream = context.pointee.streams[Int(video)] else {
            throw MediaError(.noVideo, while: "opening", object: object)
        }
        let picture = try CodecParameters(copying: stream.pointee.codecpar, object: object)
        let rate = av_guess_frame_rate(context, stream, nil)
        picture.frameRate = rate.den > 0 ? Double(rate.num) / Double(rate.den) : 0
        try picture.check(object: object)
        let audio = av_find_best_stream(context, AVMEDIA_TYPE_AUDIO, -1, video, nil, 0)
        var sound: CodecParameters?
        if audio >= 0, let stream = context.pointee.streams[Int(audio)] {
            sound = try CodecParameters(copying: stream.pointee.codecpar, object: object)
            try sound?.check(object: object)
        }
        for index in 0..<Int32(context.pointee.nb_streams) where index != video && index != audio {
            context.pointee.streams[Int(index)]?.pointee.discard = AVDISCARD_ALL
        }
        return (picture, sound)
    }

    /// The next frame of the video or audio track in the input's order; nil at its end.
    public func next() throws(MediaError) -> Packet? {
        if !waiting.isEmpty { return waiting.removeFirst() }
        return try read()
    }

    private func read() throws(MediaError) -> Packet? {
        while true {
            guard let packet = Packet() else {
                throw MediaError(
                    .library, while: "reading", object: input.description, cause: "no memory")
            }
            let code = LibraryCode(value: av_read_frame(context, packet.pointer))
            if code.isEnd { return nil }
            guard code.value >= 0 else {
                throw MediaError(
                    .interrupted, while: "reading", object: input.description, cause: code.text)
            }
            guard let stream = context.pointee.streams[Int(packet.index)],
                stream.pointee.discard.rawValue < AVDISCARD_ALL.rawValue
            else { continue }
            packet.isVideo = stream.pointee.codecpar.pointee.codec_type == AVMEDIA_TYPE_VIDEO
            setTimes(of: packet, in: stream)
            if !packet.isVideo, let packaging {
                guard try packaging.unpack(packet) else { continue }
            }
            return packet
        }
    }

    private func setTimes(of packet: Packet, in stream: UnsafeMutablePointer<AVStream>) {
        let bits = stream.pointee.pts_wrap_bits
        var unwrapper = unwrappers[packet.index] ?? TimestampUnwrapper(bits: bits)
        let ticks = AVRational(num: 1, den: 90_000)
        func ticks90k(_ value: Int64) -> Int64? {
            guard value != cffmpeg_no_timestamp else { return nil }
            return av_rescale_q(unwrapper.unwrap(value), stream.pointee.time_base, ticks)
        }
        packet.decoding = ticks90k(packet.pointer.pointee.dts)
        packet.presentation = ticks90k(packet.pointer.pointee.pts) ?? packet.decoding
        unwrappers[packet.index] = unwrapper
    }

    /// ADTS tells its parameters in each frame alone: reads on until one has come.
    private func learnAudioParameters() throws(MediaError) {
        guard let packaging, let audio else { return }
        while packaging.parameters == nil, waiting.count < 500 {
            guard let packet = try read() else { break }
            waiting.append(packet)
        }
        guard let parameters = packaging.parameters else {
            throw MediaError(
                .refused("sound whose parameters do not come"), while: "opening",
                object: input.description)
        }
        audio.setExtradata(parameters)
    }
}
