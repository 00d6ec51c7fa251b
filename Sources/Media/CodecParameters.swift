import CFFmpeg
import Recording

/// What a track's frames are coded with; owns FFmpeg's description of it.
public final class CodecParameters {
    let pointer: UnsafeMutablePointer<AVCodecParameters>
    /// Frames a second; 0 where the input does not say.
    public internal(set) var frameRate: Double = 0

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
        copy.pointee.codec_tag = 0
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
    var isKnown: Bool { isVideo || pointer.pointee.ch_layout.nb_channels > 0 }

    /// Throws unless every browser plays it untouched.
    func check(object: String) throws(MediaError) {
        if let what = isVideo ? refusedVideo : refusedAudio {
            throw MediaError(.refused(what), while: "opening", object: object)
        }
    }

    private var name: String { String(cString: avcodec_get_name(pointer.pointee.codec_id)) }

    private var refusedVideo: String? {
        let values = pointer.pointee
        guard values.codec_id == AV_CODEC_ID_H264 else { return "\(name) video" }
        switch AVPixelFormat(values.format) {
        case AV_PIX_FMT_YUV420P, AV_PIX_FMT_YUVJ420P: break
        case AV_PIX_FMT_NONE: return "H.264 video without a readable sequence header"
        case AV_PIX_FMT_YUV420P10LE: return "H.264 video of 10 bit"
        default: return "H.264 video that is not 8 bit 4:2:0"
        }
        switch values.field_order {
        case AV_FIELD_PROGRESSIVE, AV_FIELD_UNKNOWN: return nil
        default: return "interlaced video"
        }
    }

    private var refusedAudio: String? {
        let values = pointer.pointee
        guard values.codec_id == AV_CODEC_ID_AAC else { return "\(name) sound" }
        // FF_PROFILE_AAC_LOW is 1; unknown (-99) is judged by the AudioSpecificConfig.
        guard values.profile == 1 || values.profile == -99 else {
            return "AAC sound that is not LC"
        }
        let channels = values.ch_layout.nb_channels
        guard (1...2).contains(channels) else { return "sound of \(channels) channels" }
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
