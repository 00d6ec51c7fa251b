import CFFmpeg
import Recording

/// Turns any sound into AAC-LC, 48 kHz stereo. Belongs to one thread.
final class AudioConversion {
    private static let sampleRate: Int32 = 48_000

    private let decoder: Decoder
    /// Nil where none has begun: the first frame out of one that goes on would bear what came
    /// before.
    private var encoder: Encoder?
    private let object: String
    private let decoded: RawFrame
    private let filtered: RawFrame
    private var filters: FilterGraph?
    private var form: [Int32] = []
    /// Where the next decoded sound begins, in 1/90000 s.
    private var end: Int64?

    /// What comes out is coded with this.
    let parameters: CodecParameters

    init(of source: CodecParameters, object: String) throws(MediaError) {
        self.object = object
        decoder = try Decoder(of: source, isLive: true, object: object)
        let encoder = try Self.encoder(
            sampleRate: Self.sampleRate, channels: 2, object: object)
        self.encoder = encoder
        parameters = encoder.parameters
        decoded = try RawFrame(object: object)
        filtered = try RawFrame(object: object)
    }

    /// AAC-LC of one or two channels.
    static func encoder(
        sampleRate: Int32, channels: Int32, object: String
    ) throws(MediaError) -> Encoder {
        try Encoder("aac", options: [:], object: object) { context in
            context.sample_rate = sampleRate
            av_channel_layout_default(&context.ch_layout, channels)
            context.sample_fmt = AV_SAMPLE_FMT_FLTP
            context.bit_rate = 64_000 * Int64(channels)
            context.profile = FF_PROFILE_AAC_LOW
            context.time_base = AVRational(num: 1, den: sampleRate)
        }
    }

    /// What can be coded once `packet` has come; nil at the end of all.
    func convert(_ packet: Packet?) throws(MediaError) -> [Packet] {
        var packets: [Packet] = []
        decoder.send(packet)
        while decoder.receive(into: decoded) {
            let frame = decoded.pointer
            if frame.pointee.pts == cffmpeg_no_timestamp { frame.pointee.pts = end ?? .min }
            guard frame.pointee.pts != .min, frame.pointee.sample_rate > 0 else { continue }
            let time = frame.pointee.pts
            let length =
                Int64(frame.pointee.nb_samples) * 90_000
                / Int64(frame.pointee.sample_rate)
            let isJump = end.map { abs(time - $0) > EncoderClock.jump } ?? false
            end = time + length
            let found = [
                frame.pointee.sample_rate, frame.pointee.format,
                frame.pointee.ch_layout.nb_channels,
            ]
            if found != form || isJump { try change(to: found, &packets) }
            try filters?.send(decoded)
            try encode(&packets)
        }
        if packet == nil {
            try drain(&packets)
            if let encoder {
                try encoder.send(nil)
                try take(from: encoder, &packets)
            }
        }
        return packets
    }

    /// Forgets what has come.
    func reset() {
        decoder.reset()
        filters = nil
        form = []
        end = nil
        encoder = nil
    }

    private func change(to found: [Int32], _ packets: inout [Packet]) throws(MediaError) {
        try drain(&packets)
        var layout = [CChar](repeating: 0, count: 64)
        av_channel_layout_describe(&decoded.pointer.pointee.ch_layout, &layout, layout.count)
        let name = String(
            decoding: layout.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        // Sound that drifts from its timestamps is stretched, holes are filled with silence.
        filters = try FilterGraph(
            .audio,
            from: "time_base=1/90000:sample_rate=\(found[0]):sample_fmt=\(found[1])"
                + ":channel_layout=\(name)",
            through: "aresample=\(Self.sampleRate):async=1000,"
                + "aformat=sample_fmts=fltp:sample_rates=\(Self.sampleRate):channel_layouts=stereo",
            object: object)
        filters?.setFrameSize(1_024)
        form = found
    }

    private func drain(_ packets: inout [Packet]) throws(MediaError) {
        guard let filters else { return }
        try filters.send(nil)
        try encode(&packets)
        self.filters = nil
        form = []
    }

    private func encode(_ packets: inout [Packet]) throws(MediaError) {
        guard let filters else { return }
        while filters.receive(into: filtered) {
            let frame = filtered.pointer
            frame.pointee.pts = av_rescale_q(
                frame.pointee.pts, filters.timeBase, AVRational(num: 1, den: Self.sampleRate))
            // Only a stretch's last frame may be shorter, and the encoder takes that once.
            guard frame.pointee.nb_samples == 1_024 else { continue }
            let encoder = if let encoder { encoder } else { try open() }
            self.encoder = encoder
            try encoder.send(filtered)
            try take(from: encoder, &packets)
        }
    }

    private func open() throws(MediaError) -> Encoder {
        try Self.encoder(sampleRate: Self.sampleRate, channels: 2, object: object)
    }

    private func take(from encoder: Encoder, _ packets: inout [Packet]) throws(MediaError) {
        while let frame = try encoder.receive() {
            let time = av_rescale_q(
                frame.pointer.pointee.pts, AVRational(num: 1, den: Self.sampleRate),
                AVRational(num: 1, den: 90_000))
            packets.append(Packet(frame, track: .audio, presentation: time, decoding: time))
        }
    }
}
