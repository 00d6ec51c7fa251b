import CFFmpeg
import Recording

/// Turns any video into H.264 that every browser plays: progressive, 8 bit 4:2:0, closed groups
/// of two seconds. Belongs to one thread.
final class VideoConversion {
    /// Between key frames, in 1/90000 s.
    private static let group: Int64 = 180_000

    private let source: CodecParameters
    private let settings: ConversionSettings
    private let isLive: Bool
    private let object: String
    private let decoder: Decoder
    private let decoded: RawFrame
    private let filtered: RawFrame
    private var form: PictureFilter.Form?
    private var filters: FilterGraph?
    private var encoder: Encoder?
    private var lastKey: Int64?
    private var lastTime: Int64?
    /// Where the picture is kept as it came too, both renditions' groups begin together: at these
    /// times alone.
    private var keys: Set<Int64>?
    /// By how much frames are decoded earlier than they are shown, as in the other rendition.
    private var lead: Int64 = 0

    /// What comes out is coded with this; nil before the first picture has come.
    private(set) var parameters: CodecParameters?

    init(
        of source: CodecParameters, _ settings: ConversionSettings, isLive: Bool,
        isBesideSource: Bool, object: String
    ) throws(MediaError) {
        keys = isBesideSource ? [] : nil
        self.source = source
        self.settings = settings
        self.isLive = isLive
        self.object = object
        decoder = try Decoder(of: source, isLive: isLive, object: object)
        decoded = try RawFrame(object: object)
        filtered = try RawFrame(object: object)
    }

    /// What can be coded once `packet` has come; nil at the end of all.
    func convert(_ packet: Packet?) throws(MediaError) -> [Packet] {
        var packets: [Packet] = []
        if keys != nil, let packet, packet.isKey, let time = packet.presentation {
            keys?.insert(time)
            if keys?.count == 1, lastTime == nil { lead = max(0, time - (packet.decoding ?? time)) }
        }
        decoder.send(packet)
        while decoder.receive(into: decoded) {
            decoded.pointer.pointee.pts = decoded.pointer.pointee.best_effort_timestamp
            guard decoded.pointer.pointee.pts != cffmpeg_no_timestamp else { continue }
            let found = PictureFilter.Form(of: decoded)
            if found != form { try change(to: found, &packets) }
            try filters?.send(decoded)
            try encode(&packets)
        }
        if packet == nil {
            try filters?.send(nil)
            try encode(&packets)
            filters = nil
            form = nil
            try endEncoder(&packets)
        }
        return packets
    }

    /// Forgets what has come: pictures begin anew at the next key frame.
    func reset() {
        decoder.reset()
        filters = nil
        form = nil
        encoder = nil
        lastKey = nil
        lastTime = nil
        if keys != nil { keys = [] }
    }

    private func change(to found: PictureFilter.Form, _ packets: inout [Packet]) throws(MediaError)
    {
        if let filters {
            try filters.send(nil)
            try encode(&packets)
        }
        if let form, !found.isLike(form) { try endEncoder(&packets) }
        let filter = PictureFilter(
            form: found, rotation: source.rotation, isProgressive: source.isProgressive)
        filters = try FilterGraph(
            .video, from: filter.source, through: filter.chain, object: object)
        form = found
    }

    private func encode(_ packets: inout [Packet]) throws(MediaError) {
        guard let filters else { return }
        while filters.receive(into: filtered) {
            let values = filtered.pointer
            values.pointee.pts = av_rescale_q(
                values.pointee.pts, filters.timeBase, AVRational(num: 1, den: 90_000))
            let time = values.pointee.pts
            // An encoder takes no time twice, as damaged streams have it.
            if let lastTime, time <= lastTime {
                guard lastTime - time > EncoderClock.jump else { continue }
                // The clock of the input has jumped back: whatever comes begins anew.
                try endEncoder(&packets)
            }
            lastTime = time
            let encoder = if let encoder { encoder } else { try open() }
            self.encoder = encoder
            values.pointee.pict_type = isKey(time) ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE
            try encoder.send(filtered)
            try take(from: encoder, &packets)
        }
    }

    private func endEncoder(_ packets: inout [Packet]) throws(MediaError) {
        guard let encoder else { return }
        try encoder.send(nil)
        try take(from: encoder, &packets)
        self.encoder = nil
        lastKey = nil
    }

    private func isKey(_ time: Int64) -> Bool {
        if keys?.remove(time) != nil {
            lastKey = time
            return true
        }
        // Timestamps in milliseconds are not exact.
        guard keys == nil, time - (lastKey ?? .min / 2) >= Self.group - 900 else { return false }
        lastKey = time
        return true
    }

    private func open() throws(MediaError) -> Encoder {
        let values = filtered.pointer.pointee
        let rate = source.frameRate > 0 ? min(source.frameRate, 60) : 25
        let limit = Self.bitRate(width: values.width, height: values.height)
        var options = [
            "preset": settings.preset.rawValue, "profile": "high", "crf": "21", "forced-idr": "1",
            // Key frames stand where they are asked for alone.
            "x264-params": "keyint=\(Int(rate * 12)):scenecut=0:open-gop=0"
                + (keys == nil ? "" : ":bframes=0"),
        ]
        if isLive { options["tune"] = "zerolatency" }
        let encoder = try Encoder("libx264", options: options, object: object) { context in
            context.width = values.width
            context.height = values.height
            context.pix_fmt = AV_PIX_FMT_YUV420P
            context.sample_aspect_ratio = values.sample_aspect_ratio
            context.time_base = AVRational(num: 1, den: 90_000)
            context.framerate = AVRational(num: Int32((rate * 1_000).rounded()), den: 1_000)
            context.color_range = AVCOL_RANGE_MPEG
            context.colorspace = values.colorspace
            context.color_primaries = values.color_primaries
            context.color_trc = values.color_trc
            context.rc_max_rate = limit
            context.rc_buffer_size = Int32(limit)
            context.thread_count = 0
        }
        encoder.parameters.frameRate = source.frameRate
        parameters = encoder.parameters
        return encoder
    }

    /// Bits a second at most: 6 million for 1080p.
    private static func bitRate(width: Int32, height: Int32) -> Int64 {
        max(400_000, Int64(width) * Int64(height) * 6_000_000 / (1_920 * 1_080))
    }

    private func take(from encoder: Encoder, _ packets: inout [Packet]) throws(MediaError) {
        while let frame = try encoder.receive() {
            let presentation = frame.pointer.pointee.pts
            let decoding = frame.pointer.pointee.dts - lead
            guard try NALUnits.prefixLengths(in: frame) else { continue }
            packets.append(
                Packet(
                    frame, track: .video, presentation: presentation, decoding: decoding,
                    parameters: encoder.parameters))
        }
    }
}
