import CFFmpeg
import Recording

/// An input's tracks as they are recorded: passed on untouched, or converted where not every
/// browser plays them. Belongs to one thread; every call may block.
public final class Feed {
    private let demuxer: Demuxer
    private let settings: ConversionSettings
    private let object: String
    private let picture: VideoConversion?
    private var sound: AudioConversion?
    /// Sound that has come before the first picture is converted, which comes out first.
    private var held: [Packet] = []
    private var hasPicture: Bool
    /// Frames that are kept as they came, until the picture converted of them is there.
    private var copies: [Packet] = []
    /// Frames of sound in as many seconds as a conversion can look ahead.
    private static let longestHeld = 1_000
    /// Nobody wanted what came last: a decoder begins anew with the next key frame.
    private var needsKey = false
    private var failure: MediaError?
    private var hasEnded = false

    /// What the picture came with, where it is kept beside what it is converted to.
    public let kept: CodecParameters?
    /// What the sound is coded with, of which there is always some.
    public let audio: CodecParameters
    /// What fills the sound where none comes.
    public let silence: SilentSound
    /// Whether the input has sound, or has got some by now.
    public private(set) var hasSound: Bool
    /// What is converted, in words for the log: "mpeg2video video to H.264".
    public let conversions: [String]
    /// The time when the picture that was read last is shown, in 1/90000 s; nil before any.
    public private(set) var received: Int64?

    /// Nobody wants what comes: it is read, and not converted.
    public var isIdle = false {
        didSet {
            if isIdle, !oldValue { forget() }
        }
    }

    /// Nobody may see what came last.
    private var isBlank = false {
        didSet {
            if isBlank, !oldValue { forget() }
        }
    }

    private func forget() {
        picture?.reset()
        sound?.reset()
        held = []
        copies = []
        hasPicture = picture == nil
        needsKey = true
    }

    /// Waits for the input and learns what it brings; the arguments are `Demuxer`'s.
    public init(
        opening input: Input, _ settings: ConversionSettings,
        isInterrupted: @escaping @Sendable () -> Bool,
        isWanted: @escaping @Sendable (Int64) -> Bool = { _ in true },
        onConnect: () -> Void = {}, onRefusal: @escaping @Sendable (String) -> Void = { _ in }
    ) throws(MediaError) {
        let object = input.description
        let demuxer = try Demuxer(
            opening: input, isInterrupted: isInterrupted, isWanted: isWanted,
            onConnect: onConnect, onRefusal: onRefusal)
        self.demuxer = demuxer
        self.settings = settings
        self.object = object
        received = demuxer.newest
        var conversions: [String] = []
        if let obstacle = demuxer.video.obstacle {
            // What lies on its side is not what players shall show.
            let isKept =
                demuxer.video.isHEVC && settings.hevc == .both && demuxer.video.rotation == 0
            picture = try VideoConversion(
                of: demuxer.video, settings, isLive: input.isAtRealTime, isBesideSource: isKept,
                object: object)
            kept = isKept ? demuxer.video : nil
            conversions.append("\(obstacle) to H.264\(isKept ? " and kept beside it" : "")")
        } else {
            picture = nil
            kept = nil
        }
        if let found = demuxer.audio, let obstacle = found.obstacle {
            let sound = try AudioConversion(of: found, object: object)
            self.sound = sound
            silence = try SilentSound(like: sound.parameters, object: object)
            audio = sound.parameters
            conversions.append("\(obstacle) to AAC")
        } else {
            silence = try SilentSound(like: demuxer.audio, object: object)
            audio = demuxer.audio ?? silence.parameters
        }
        hasSound = demuxer.audio != nil
        hasPicture = picture == nil
        self.conversions = conversions
    }

    /// What the picture is coded with; that of a converted one is known with its first frame.
    public var video: CodecParameters { picture?.parameters ?? demuxer.video }

    /// What a file says of itself.
    public var details: FileDetails { demuxer.details }

    /// The latest presentation time of the video, in 1/90000 s, that a live input had sent when
    /// it was opened; nil for a file.
    public var newest: Int64? { demuxer.newest }

    /// Seconds by which what this connection brings may come later than by SRT with its usual
    /// 120 ms: what its sender or the publisher of its segments holds back beyond that. What is
    /// late for other reasons, as RTSP and UDP may be, is configured.
    public var lateness: Double { demuxer.lateness.seconds }

    /// What `lateness` comes of and what follows from it, a sentence for the log; nil for none.
    public var latenessWords: String? { demuxer.lateness.words }

    /// Which of several pictures is taken and which are left, a sentence each; empty for one.
    public var choices: [String] { demuxer.choices }

    /// Reads a frame of the input and gives what can be recorded by then, in decoding order of
    /// each track, often nothing; nil at the input's end.
    ///
    /// Where the input breaks off, what is still being converted comes first.
    public func read() throws(MediaError) -> [Packet]? {
        guard !hasEnded else {
            if let failure { throw failure }
            return nil
        }
        let packet: Packet?
        do throws(MediaError) {
            packet = try demuxer.next()
        } catch {
            failure = error
            packet = nil
        }
        guard let packet else { return try end() }
        let packets = try take(packet)
        guard !hasPicture else { return packets }
        hasPicture = packets.contains { $0.isVideo }
        if hasPicture {
            defer { held = [] }
            return packets.filter(\.isVideo) + held + packets.filter { !$0.isVideo }
        }
        held = (held + packets).suffix(Self.longestHeld)
        return []
    }

    private func take(_ packet: Packet) throws(MediaError) -> [Packet] {
        if packet.isVideo {
            if let time = packet.presentation { received = time }
            isBlank = packet.isBlank
            guard !isBlank else { return [] }
        }
        // Also what would pass untouched: it may be stamped later than it came.
        guard !isIdle else { return [] }
        if packet.isVideo {
            guard let picture else { return [packet] }
            guard !needsKey || packet.isKey else { return [] }
            needsKey = false
            let converted = try picture.convert(packet)
            if let kept,
                let copy = try packet.repackaged(
                    as: .videoHEVC, hasStartCodes: kept.extradata.first != 1)
            {
                copies.append(copy)
            }
            return converted + copies(behind: converted)
        }
        if !hasSound {
            hasSound = true
            // Announced as 48 kHz stereo by now, whatever it is.
            if let late = demuxer.lateAudio {
                sound = try AudioConversion(of: late, object: object)
            }
        }
        return try sound?.convert(packet) ?? [packet]
    }

    /// The frames as they came that are decoded no later than what has been converted: a key
    /// frame comes behind its own conversion, with which recording begins.
    private func copies(behind converted: [Packet]) -> [Packet] {
        guard let last = converted.last?.decoding else { return [] }
        let count = copies.prefix { $0.decoding ?? .min <= last }.count
        defer { copies.removeFirst(count) }
        return Array(copies.prefix(count))
    }

    private func end() throws(MediaError) -> [Packet] {
        hasEnded = true
        guard !isIdle else { return [] }
        return try (picture?.convert(nil) ?? []) + held + copies + (sound?.convert(nil) ?? [])
    }
}
