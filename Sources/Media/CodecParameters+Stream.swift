import CFFmpeg

/// What libavformat has learnt of an input's streams.
extension CodecParameters {
    /// Of a picture; throws where it says too little of itself.
    static func video(
        at index: Int, of context: UnsafeMutablePointer<AVFormatContext>, object: String
    ) throws(MediaError) -> CodecParameters {
        guard let stream = context.pointee.streams[index] else {
            throw MediaError(.noVideo, while: "opening", object: object)
        }
        let picture = try CodecParameters(copying: stream.pointee.codecpar, object: object)
        let rate = av_guess_frame_rate(context, stream, nil)
        picture.frameRate = rate.den > 0 ? Double(rate.num) / Double(rate.den) : 0
        picture.rotation = rotation(of: stream)
        guard picture.isKnown else {
            throw MediaError(
                .refused("\(picture.name) without a readable header"), while: "opening",
                object: object)
        }
        return picture
    }

    /// Of sound; nil where none has come yet.
    static func audio(
        at index: Int?, of context: UnsafeMutablePointer<AVFormatContext>, object: String
    ) throws(MediaError) -> CodecParameters? {
        guard let index, let stream = context.pointee.streams[index] else { return nil }
        let found = try CodecParameters(copying: stream.pointee.codecpar, object: object)
        // Announced, and nothing has come yet.
        return found.isKnown ? found : nil
    }

    /// Degrees clockwise by which the picture is to be turned.
    private static func rotation(of stream: UnsafePointer<AVStream>) -> Int {
        var size = 0
        let data = av_stream_get_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, &size)
        guard let data, size >= 9 * 4 else { return 0 }
        let angle = data.withMemoryRebound(to: Int32.self, capacity: 9) {
            av_display_rotation_get($0)
        }
        guard angle.isFinite else { return 0 }
        let quarters = Int((-angle / 90).rounded())
        return ((quarters % 4) + 4) % 4 * 90
    }
}
