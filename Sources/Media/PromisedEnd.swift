import CFFmpeg

/// How much there is in a file by its own word, as libavformat takes a file that was cut off for
/// one that has ended.
struct PromisedEnd {
    /// Frames of video that the file's table names; nil where it has none.
    private let frames: Int?
    /// Its length in seconds by its head.
    private let duration: Double?
    /// Seconds that may be missing: heads are rounded, and tracks end one before the other.
    private static let tolerance = 2.0
    /// Set where the file ends before a frame that its table names.
    var isCutOff = false
    private var framesRead = 0
    private var first: Int64?
    private var last: Int64 = 0

    init(of context: UnsafeMutablePointer<AVFormatContext>) {
        let video = context.usedStreams.map(\.stream).first { stream in
            stream.pointee.codecpar.pointee.codec_type == AVMEDIA_TYPE_VIDEO
                && stream.pointee.nb_frames > 0
        }
        switch String(cString: context.pointee.iformat.pointee.name) {
        case "avi":
            // The index stands at the file's end: libavformat makes one of what is there, and takes
            // the length from that. Frames that were dropped are counted, and are no pictures.
            frames = nil
            duration = video.map { stream in
                Double(stream.pointee.nb_frames) * av_q2d(stream.pointee.time_base)
            }
        case "asf":
            // libavformat believes no head of a file that has another size than that names.
            frames = nil
            duration = ASFHead(of: context)?.duration
        default:
            // Without what an edit list leaves out.
            frames = video.map { Int(avformat_index_get_entries_count($0)) }
            duration = Self.duration(of: context)
        }
    }

    private static func duration(of context: UnsafeMutablePointer<AVFormatContext>) -> Double? {
        let length = context.pointee.duration
        // Estimated from the bit rate, or of a track that is not read, it promises nothing.
        guard context.usedStreams.count == Int(context.pointee.nb_streams), length > 0,
            context.pointee.duration_estimation_method == AVFMT_DURATION_FROM_STREAM
        else { return nil }
        return Double(length) / Double(AV_TIME_BASE)
    }

    /// Takes note of a packet, whether or not it is used.
    mutating func count(_ packet: Packet) {
        if packet.isVideo { framesRead += 1 }
        guard let time = packet.presentation else { return }
        first = min(first ?? time, time)
        last = max(last, time)
    }

    /// What is there of what was promised, in words; nil where all of it is.
    var shortfall: String? {
        if let frames {
            guard isCutOff || frames - framesRead > max(25, frames / 100) else { return nil }
            return "\(framesRead) of \(frames) pictures are there"
        }
        guard let duration else { return nil }
        // Some heads count from zero, wherever the first frame stands.
        let found = Double(max(last, last - (first ?? last))) / 90_000
        guard duration - found > Self.tolerance else { return nil }
        return "\(Int(found)) of \(Int(duration)) seconds are there"
    }
}
