import CFFmpeg
import Recording

/// What a track's frames are coded with; owns FFmpeg's description of it.
public final class CodecParameters {
    let pointer: UnsafeMutablePointer<AVCodecParameters>
    /// Frames a second; 0 where the input does not say.
    public internal(set) var frameRate: Double = 0
    /// Degrees clockwise by which players shall turn the picture: 0, 90, 180 or 270.
    var rotation = 0

    init(copying source: UnsafePointer<AVCodecParameters>, object: String) throws(MediaError) {
        guard let copy = avcodec_parameters_alloc() else {
            throw MediaError(.library, while: "describing", object: object, cause: "no memory")
        }
        pointer = copy
        let code = avcodec_parameters_copy(copy, source)
        guard code >= 0 else {
            throw MediaError(
                .library, while: "describing", object: object, cause: LibraryCode(value: code).text)
        }
    }

    deinit {
        var pointer: UnsafeMutablePointer<AVCodecParameters>? = pointer
        avcodec_parameters_free(&pointer)
    }

    var isVideo: Bool { pointer.pointee.codec_type == AVMEDIA_TYPE_VIDEO }

    var extradata: [UInt8] {
        guard let bytes = pointer.pointee.extradata else { return [] }
        return Array(UnsafeBufferPointer(start: bytes, count: Int(pointer.pointee.extradata_size)))
    }

    func setExtradata(_ bytes: [UInt8]) {
        let size = bytes.count + Int(AV_INPUT_BUFFER_PADDING_SIZE)
        guard let copy = av_mallocz(size) else { return }
        copy.copyMemory(from: bytes, byteCount: bytes.count)
        av_free(pointer.pointee.extradata)
        pointer.pointee.extradata = copy.assumingMemoryBound(to: UInt8.self)
        pointer.pointee.extradata_size = Int32(bytes.count)
    }

    /// Whether the input has said enough to judge it.
    var isKnown: Bool {
        isVideo
            ? pointer.pointee.width > 0 && pointer.pointee.format >= 0
            : pointer.pointee.ch_layout.nb_channels > 0
    }

    /// "mpeg2video video", "mp2 sound".
    var name: String {
        "\(String(cString: avcodec_get_name(pointer.pointee.codec_id))) "
            + (isVideo ? "video" : "sound")
    }

    /// What keeps it from being passed on untouched, as not every browser plays it; nil where
    /// nothing does.
    var obstacle: String? { isVideo ? videoObstacle : audioObstacle }

    var isHEVC: Bool { pointer.pointee.codec_id == AV_CODEC_ID_HEVC }

    /// Whether its pictures are known to be whole ones.
    var isProgressive: Bool {
        switch pointer.pointee.codec_id {
        case AV_CODEC_ID_VP8, AV_CODEC_ID_VP9, AV_CODEC_ID_AV1, AV_CODEC_ID_HEVC: true
        default: pointer.pointee.field_order == AV_FIELD_PROGRESSIVE
        }
    }

    private var videoObstacle: String? {
        let values = pointer.pointee
        guard values.codec_id == AV_CODEC_ID_H264 else { return name }
        switch AVPixelFormat(values.format) {
        case AV_PIX_FMT_YUV420P, AV_PIX_FMT_YUVJ420P: break
        case AV_PIX_FMT_YUV420P10LE: return "H.264 video of 10 bit"
        default: return "H.264 video that is not 8 bit 4:2:0"
        }
        guard rotation == 0 else { return "video that lies on its side" }
        switch values.field_order {
        case AV_FIELD_PROGRESSIVE, AV_FIELD_UNKNOWN: return nil
        default: return "interlaced video"
        }
    }

    /// Samples a second below which a frame is longer than picture and sound may be apart.
    private static let lowestRate: Int32 = 32_000

    private var audioObstacle: String? {
        let values = pointer.pointee
        guard values.codec_id == AV_CODEC_ID_AAC else { return name }
        // FF_PROFILE_AAC_LOW is 1; unknown (-99) is judged by the AudioSpecificConfig, and by
        // HE-AAC's longer frames.
        guard values.profile == 1 || values.profile == -99, frameSize != 2_048 else {
            return "AAC sound that is not LC"
        }
        let channels = values.ch_layout.nb_channels
        guard (1...2).contains(channels) else { return "sound of \(channels) channels" }
        guard frameSize == 1_024 else { return "AAC sound of \(frameSize) samples a frame" }
        guard values.sample_rate >= Self.lowestRate else {
            return "sound of \(values.sample_rate) Hz"
        }
        return nil
    }

    /// RFC 6381.
    var codec: String {
        if isVideo {
            let profile = sequenceParameters ?? [0x64, 0, 0x1f]
            return "avc1."
                + profile.map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }
                .joined()
        }
        let type = extradata.first.map { $0 >> 3 } ?? 2
        return "mp4a.40.\(type)"
    }

    /// Profile, constraints and level from an `avcC` or from a sequence parameter set.
    private var sequenceParameters: [UInt8]? {
        let bytes = extradata
        if bytes.first == 1, bytes.count >= 4 { return Array(bytes[1...3]) }
        for index in bytes.indices.dropLast(6)
        where bytes[index] == 0 && bytes[index + 1] == 0 && bytes[index + 2] == 1
            && bytes[index + 3] & 0x1f == 7
        {
            return Array(bytes[(index + 4)...(index + 6)])
        }
        return nil
    }

    var format: Track.Format {
        let values = pointer.pointee
        return isVideo
            ? .video(width: Int(values.width), height: Int(values.height), frameRate: frameRate)
            : .audio(
                sampleRate: Int(values.sample_rate), channels: Int(values.ch_layout.nb_channels))
    }

    /// Samples a frame of sound has.
    public var frameSize: Int64 {
        pointer.pointee.frame_size > 0 ? Int64(pointer.pointee.frame_size) : 1024
    }

    /// Units a second of the track made of it.
    public var timescale: Int32 { isVideo ? 90_000 : pointer.pointee.sample_rate }
}
