import CFFmpeg
import Recording

/// Reads coded frames from an input. Belongs to one thread; every call may block.
public final class Demuxer {
    private let input: Input
    private let source: Source
    private var context: UnsafeMutablePointer<AVFormatContext> { source.context }
    private let packaging: AACPackaging?
    /// The video passes, and comes as in MPEG-TS and not as in MP4.
    private let hasStartCodes: Bool
    /// One for all tracks, which wrap together.
    private var unwrapper = TimestampUnwrapper(bits: Demuxer.wrappingBits)
    private let videoIndex: Int
    /// Nil before any sound has come.
    private var audioIndex: Int?
    private var sequenceParameters: [UInt8]?
    /// Where the next frame of sound begins, in 1/90000 s.
    private var soundEnd: Int64?
    private var promise: PromisedEnd
    /// Frames in place of what libavformat reads.
    private var table: SampleTable?
    /// Read to try the table; used first where there is none.
    private var unused: [ReadFrame] = []
    /// Read while the sound's parameters were looked for; given first.
    private var waiting: [Packet] = []
    public let video: CodecParameters
    /// Nil where no sound had come when the input was opened.
    public let audio: CodecParameters?
    /// Of sound that has come later than that.
    private(set) var lateAudio: CodecParameters?

    /// The latest presentation time of the video, in 1/90000 s, that a live input had sent when
    /// it was opened; nil for a file.
    public private(set) var newest: Int64?

    /// What a file says of itself.
    public let details: FileDetails

    /// How late what this connection brings may come.
    let lateness: Lateness

    /// Which of several pictures is taken and which are left, a sentence each; empty for one.
    public let choices: [String]

    /// Seconds that learning what a live input brings can take: encoders send a key frame each
    /// 10 s at least.
    public static let longestProbing = 10.5

    /// Waits for the input and learns what it brings.
    ///
    /// `isInterrupted` is asked about each 100 ms from inside every wait; where it says yes, the
    /// call throws `.interrupted`. `isWanted` is asked whether what is shown at a time, in
    /// 1/90000 s, may be seen and heard: where it says no, MPEG-TS from a connection is not even
    /// parsed, and its pictures come blank. `onConnect` is called when a live input has come, and
    /// `onRefusal`, on any thread and without waiting there, with the reason why one may not.
    public init(
        opening input: Input, isInterrupted: @escaping @Sendable () -> Bool,
        isWanted: @escaping @Sendable (Int64) -> Bool = { _ in true },
        onConnect: () -> Void = {}, onRefusal: @escaping @Sendable (String) -> Void = { _ in }
    ) throws(MediaError) {
        let object = input.description
        self.input = input
        source = try Source(
            opening: input, Interruption(isInterrupted), onConnect: onConnect, onRefusal: onRefusal)
        guard let choice = StreamChoice(in: source.context, isLive: input.isLive) else {
            throw MediaError(.noVideo, while: "opening", object: object)
        }
        choices = choice.sentences
        videoIndex = choice.video
        video = try CodecParameters.video(at: choice.video, of: source.context, object: object)
        audio = try CodecParameters.audio(at: choice.audio, of: source.context, object: object)
        audioIndex = audio == nil ? nil : choice.audio
        hasStartCodes = video.obstacle == nil && video.extradata.first != 1
        packaging = try audio.flatMap { audio throws(MediaError) in
            audio.obstacle == nil && audio.extradata.isEmpty
                ? try AACPackaging(audio, object: object) : nil
        }
        Self.discardOthers(than: videoIndex, audioIndex, in: source.context)
        promise = PromisedEnd(of: source.context)
        details = FileDetails(of: source.context)
        lateness = source.lateness(of: input, choice)
        try learnAudioParameters()
        if try source.readAgain(input, isWanted: isWanted) { try beginAgain() }
        try findTable()
        if input.isLive { try readAhead() }
    }

    /// Bits of the timestamps of MPEG, which alone start again while a stream goes on.
    private static let wrappingBits: Int32 = 33

    /// What has come so far comes once more.
    private func beginAgain() throws(MediaError) {
        guard [videoIndex, audioIndex ?? 0].allSatisfy({ $0 < context.pointee.nb_streams }) else {
            throw MediaError(
                .interrupted, while: "opening", object: input.description,
                cause: "its programs have changed")
        }
        Self.discardOthers(than: videoIndex, audioIndex, in: context)
        unwrapper = TimestampUnwrapper(bits: Self.wrappingBits)
        waiting = []
        soundEnd = nil
        sequenceParameters = nil
    }

    /// What is in no track need not be read. Sound may come yet where there is none.
    private static func discardOthers(
        than videoIndex: Int, _ audioIndex: Int?,
        in context: UnsafeMutablePointer<AVFormatContext>
    ) {
        for index in 0..<Int(context.pointee.nb_streams)
        where index != videoIndex && index != audioIndex {
            guard let stream = context.pointee.streams[index] else { continue }
            let mayCome = stream.pointee.codecpar.pointee.codec_type == AVMEDIA_TYPE_AUDIO
            if audioIndex == nil, mayCome { continue }
            stream.pointee.discard = AVDISCARD_ALL
        }
    }

    /// The next frame of the video or audio track in the input's order; nil at its end.
    public func next() throws(MediaError) -> Packet? {
        if !waiting.isEmpty { return waiting.removeFirst() }
        return try read()
    }

    private func read() throws(MediaError) -> Packet? {
        while true {
            let found = table == nil ? try readFrame() : takeFrame()
            guard let (packet, isDiscarded) = found else {
                promise.isCutOff = table?.isCutOff ?? false
                try checkEnd()
                return nil
            }
            promise.count(packet)
            // An edit list cuts it away: whoever made the file does not want it to be seen.
            if !isDiscarded, packet.size > 0 { return packet }
        }
    }

    private func takeFrame() -> (Packet, isDiscarded: Bool)? {
        table?.next().map { ($0, isDiscarded: false) }
    }

    /// The next frame as libavformat reads it, in the form that MP4 has it in where it passes
    /// untouched; nil at the end.
    private func readFrame() throws(MediaError) -> (Packet, isDiscarded: Bool)? {
        while let frame = try unused.isEmpty ? readAny() : unused.removeFirst() {
            guard let stream = context.pointee.streams[frame.stream] else { continue }
            if audioIndex == nil, frame.stream != videoIndex { try takeLateSound(frame, stream) }
            let isVideo = frame.stream == videoIndex
            guard isVideo || frame.stream == audioIndex else { continue }
            let isDiscarded = frame.isDiscarded
            var (presentation, decoding) = times(of: frame, in: stream)
            if isVideo {
                if BlankPicture.isOne(frame.bytes, of: video.pointer.pointee.codec_id) {
                    let packet = Packet(
                        frame, track: .video, presentation: presentation, decoding: decoding,
                        isBlank: true)
                    return (packet, isDiscarded: false)
                }
                if input.isLive, frame.isKey { try checkParameters(of: frame) }
                if hasStartCodes, try !NALUnits.prefixLengths(in: frame) { continue }
            } else {
                if !isDiscarded { setMissingTime(&presentation, &decoding) }
                if let packaging, try !packaging.unpack(frame) { continue }
            }
            return (
                Packet(
                    frame, track: isVideo ? .video : .audio, presentation: presentation,
                    decoding: decoding),
                isDiscarded
            )
        }
        return nil
    }

    /// The first sound of a stream that had none when it was opened.
    private func takeLateSound(
        _ frame: ReadFrame, _ stream: UnsafePointer<AVStream>
    ) throws(MediaError) {
        guard stream.pointee.codecpar.pointee.codec_type == AVMEDIA_TYPE_AUDIO else { return }
        let found = try CodecParameters(
            copying: stream.pointee.codecpar, object: input.description)
        guard Decoder.exists(for: found) else { return }
        lateAudio = found
        audioIndex = frame.stream
        Self.discardOthers(than: videoIndex, audioIndex, in: context)
    }

    private func readAny() throws(MediaError) -> ReadFrame? {
        guard let frame = ReadFrame() else {
            throw MediaError(
                .library, while: "reading", object: input.description, cause: "no memory")
        }
        let code = LibraryCode(value: av_read_frame(context, frame.pointer))
        if code.isEnd { return nil }
        guard code.value >= 0 else {
            throw MediaError(
                .interrupted, while: "reading", object: input.description, cause: code.text)
        }
        return frame
    }

    /// Takes the frames from the file's own tables where those agree with libavformat.
    private func findTable() throws(MediaError) {
        guard case .file(let path, atRealTime: false) = input, !hasStartCodes, packaging == nil,
            video.obstacle == nil, audio?.obstacle == nil
        else { return }
        while unused.count < 64, let frame = try readAny() { unused.append(frame) }
        table = SampleTable(of: path, context, agreeingWith: unused)
        if table != nil { unused = [] }
    }

    /// The init section that players have would no longer be true.
    private func checkParameters(of frame: ReadFrame) throws(MediaError) {
        guard hasStartCodes || video.isHEVC && video.extradata.first != 1,
            let found = frame.sequenceParameters(isHEVC: video.isHEVC)
        else { return }
        guard sequenceParameters == nil || sequenceParameters == found else {
            throw MediaError(.changed, while: "reading", object: input.description)
        }
        sequenceParameters = found
    }

    private func checkEnd() throws(MediaError) {
        guard !input.isLive, let shortfall = promise.shortfall else { return }
        throw MediaError(
            .interrupted, while: "reading", object: input.description, cause: shortfall)
    }

    /// Reads what has come already, so that it is known how late the first frames are.
    private func readAhead() throws(MediaError) {
        let clock = ContinuousClock()
        while waiting.count < 3_000 {
            let begin = clock.now
            guard let packet = try read() else { break }
            waiting.append(packet)
            if clock.now - begin > .milliseconds(3), !source.isReadingAgain { break }
        }
        for packet in waiting where packet.isVideo {
            if let time = packet.presentation { newest = max(newest ?? time, time) }
        }
    }

    /// In units of 1/90000 s.
    private func times(
        of frame: ReadFrame, in stream: UnsafeMutablePointer<AVStream>
    ) -> (presentation: Int64?, decoding: Int64?) {
        let wraps = stream.pointee.pts_wrap_bits == Self.wrappingBits
        func ticks90k(_ value: Int64) -> Int64? {
            guard value != cffmpeg_no_timestamp else { return nil }
            return Packet.ticks(of: wraps ? unwrapper.unwrap(value) : value, in: stream)
        }
        let decoding = ticks90k(frame.pointer.pointee.dts)
        return (ticks90k(frame.pointer.pointee.pts) ?? decoding, decoding)
    }

    /// Of several frames of sound in one PES packet only the first has a time of its own, and
    /// libavformat counts on only once it knows how long a frame is: not in the first packet.
    private func setMissingTime(_ presentation: inout Int64?, _ decoding: inout Int64?) {
        guard let audio, audio.obstacle == nil else { return }
        let time = presentation ?? soundEnd
        presentation = time
        decoding = decoding ?? time
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
