import CFFmpeg

/// Reads coded frames from an input. Belongs to one thread; every call may block.
public final class Demuxer {
    private let input: Input
    private let interruption: Interruption
    private let source: Source
    private var context: UnsafeMutablePointer<AVFormatContext> { source.context }
    private let packaging: AACPackaging?
    /// By how many bits they count: one for all tracks, which wrap together.
    private var unwrappers: [Int32: TimestampUnwrapper] = [:]
    private var sequenceParameters: [UInt8]?
    /// Where the next frame of sound begins, in 1/90000 s.
    private var soundEnd: Int64?
    /// Frames of video that the file's own table promises; nil where it has none.
    private let promisedFrames: Int64?
    private var framesRead: Int64 = 0
    /// Read while the sound's parameters were looked for; given first.
    private var waiting: [Packet] = []
    public let video: CodecParameters
    /// Nil for a stream without sound.
    public let audio: CodecParameters?

    /// The latest presentation time of the video, in 1/90000 s, that a live input had sent when
    /// it was opened; nil for a file.
    public private(set) var newest: Int64?

    /// What a file says of itself.
    public let details: FileDetails

    /// Seconds that learning what a live input brings can take: encoders send a key frame each
    /// 10 s at least.
    public static let longestProbing = 10.5

    /// Waits for the input and learns what it brings.
    ///
    /// `isInterrupted` is asked about each 100 ms from inside every wait; where it says yes, the
    /// call throws `.interrupted`. `onConnect` is called when a live input has come, and
    /// `onRefusal`, on any thread and without waiting there, with the reason why one may not.
    public init(
        opening input: Input, isInterrupted: @escaping @Sendable () -> Bool,
        onConnect: () -> Void = {}, onRefusal: @escaping @Sendable (String) -> Void = { _ in }
    ) throws(MediaError) {
        let object = input.description
        self.input = input
        interruption = Interruption(isInterrupted)
        source = try Source(
            opening: input, interruption, onConnect: onConnect, onRefusal: onRefusal)
        (video, audio) = try Self.tracks(of: source.context, object: object)
        packaging = try audio.flatMap { audio throws(MediaError) in
            audio.extradata.isEmpty ? try AACPackaging(audio, object: object) : nil
        }
        promisedFrames = Self.promisedFrames(in: source.context)
        details = FileDetails(of: source.context)
        try learnAudioParameters()
        if input.isLive { try readAhead() }
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
            let found = try CodecParameters(copying: stream.pointee.codecpar, object: object)
            // Announced, and nothing has come: a stream without sound.
            if found.isKnown {
                try found.check(object: object)
                sound = found
            }
        }
        for index in 0..<Int32(context.pointee.nb_streams)
        where index != video && (index != audio || sound == nil) {
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
            if code.isEnd {
                try checkEnd()
                return nil
            }
            guard code.value >= 0 else {
                throw MediaError(
                    .interrupted, while: "reading", object: input.description, cause: code.text)
            }
            guard let stream = context.pointee.streams[Int(packet.index)],
                stream.pointee.discard.rawValue < AVDISCARD_ALL.rawValue
            else { continue }
            // An edit list cuts it away: whoever made the file does not want it to be seen.
            if packet.isDiscarded { continue }
            packet.isVideo = stream.pointee.codecpar.pointee.codec_type == AVMEDIA_TYPE_VIDEO
            setTimes(of: packet, in: stream)
            if !packet.isVideo { setMissingTime(of: packet) }
            if input.isLive, packet.isVideo, packet.isKey { try checkParameters(of: packet) }
            if packet.isVideo {
                framesRead += 1
            } else if let packaging {
                guard try packaging.unpack(packet) else { continue }
            }
            return packet
        }
    }

    /// The init section that players have would no longer be true.
    private func checkParameters(of packet: Packet) throws(MediaError) {
        guard let found = packet.sequenceParameters else { return }
        guard sequenceParameters == nil || sequenceParameters == found else {
            throw MediaError(.changed, while: "reading", object: input.description)
        }
        sequenceParameters = found
    }

    private static func promisedFrames(
        in context: UnsafeMutablePointer<AVFormatContext>
    ) -> Int64? {
        for index in 0..<Int(context.pointee.nb_streams) {
            guard let stream = context.pointee.streams[index]?.pointee,
                stream.discard.rawValue < AVDISCARD_ALL.rawValue,
                stream.codecpar.pointee.codec_type == AVMEDIA_TYPE_VIDEO, stream.nb_frames > 0
            else { continue }
            return stream.nb_frames
        }
        return nil
    }

    /// libavformat takes a file that was cut off for one that has ended.
    private func checkEnd() throws(MediaError) {
        // Edit lists may hide a few.
        guard let promisedFrames, promisedFrames - framesRead > max(25, promisedFrames / 100)
        else { return }
        throw MediaError(
            .interrupted, while: "reading", object: input.description,
            cause: "\(framesRead) of \(promisedFrames) pictures are there")
    }

    /// Reads what has come already, so that it is known how late the first frames are.
    private func readAhead() throws(MediaError) {
        let clock = ContinuousClock()
        while waiting.count < 3_000 {
            let begin = clock.now
            guard let packet = try read() else { break }
            waiting.append(packet)
            if clock.now - begin > .milliseconds(3) { break }
        }
        for packet in waiting where packet.isVideo {
            if let time = packet.presentation { newest = max(newest ?? time, time) }
        }
    }

    private func setTimes(of packet: Packet, in stream: UnsafeMutablePointer<AVStream>) {
        let bits = stream.pointee.pts_wrap_bits
        var unwrapper = unwrappers[bits] ?? TimestampUnwrapper(bits: bits)
        let ticks = AVRational(num: 1, den: 90_000)
        func ticks90k(_ value: Int64) -> Int64? {
            guard value != cffmpeg_no_timestamp else { return nil }
            return av_rescale_q(unwrapper.unwrap(value), stream.pointee.time_base, ticks)
        }
        packet.decoding = ticks90k(packet.pointer.pointee.dts)
        packet.presentation = ticks90k(packet.pointer.pointee.pts) ?? packet.decoding
        unwrappers[bits] = unwrapper
    }

    /// Of several frames of sound in one PES packet only the first has a time of its own, and
    /// libavformat counts on only once it knows how long a frame is: not in the first packet.
    private func setMissingTime(of packet: Packet) {
        guard let audio else { return }
        let time = packet.presentation ?? soundEnd
        packet.presentation = time
        packet.decoding = packet.decoding ?? time
        soundEnd = time.map { $0 + audio.frameSize * 90_000 / Int64(audio.timescale) }
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
