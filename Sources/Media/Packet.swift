import CFFmpeg

/// One coded frame from an input, with its times.
public final class Packet {
    let frame: any CodedFrame
    public let isVideo: Bool
    public let isKey: Bool
    public let size: Int
    /// In units of 1/90000 s, unwrapped; nil where the input does not say.
    public let presentation: Int64?
    public let decoding: Int64?

    init(_ frame: any CodedFrame, isVideo: Bool, presentation: Int64?, decoding: Int64?) {
        self.frame = frame
        self.isVideo = isVideo
        self.presentation = presentation
        self.decoding = decoding
        isKey = frame.isKey
        size = frame.size
    }

    /// Times beyond are damage; these can be added and taken from one another.
    private static let latest: Int64 = 1 << 50

    /// A stream's time in units of 1/90000 s.
    static func ticks(of time: Int64, in stream: UnsafePointer<AVStream>) -> Int64 {
        let ticks = av_rescale_q(
            time, stream.pointee.time_base, AVRational(num: 1, den: 90_000))
        return min(max(ticks, -latest), latest)
    }
}
