import CFFmpeg
public import Recording

/// One coded frame from an input, with its times.
public final class Packet {
    let frame: any CodedFrame
    public let track: TrackID
    public let isKey: Bool
    public let size: Int
    /// In units of 1/90000 s, unwrapped; nil where the input does not say.
    public let presentation: Int64?
    public let decoding: Int64?

    /// Of a picture that nobody may see: only its times are there.
    let isBlank: Bool

    /// What it is coded with, where that can change on the way; each time as another object.
    public let parameters: CodecParameters?

    init(
        _ frame: any CodedFrame, track: TrackID, presentation: Int64?, decoding: Int64?,
        parameters: CodecParameters? = nil, isBlank: Bool = false
    ) {
        self.frame = frame
        self.track = track
        self.parameters = parameters
        self.isBlank = isBlank
        self.presentation = presentation
        self.decoding = decoding
        isKey = frame.isKey
        size = frame.size
    }

    /// Of the picture that leads, and not of a rendition beside it.
    public var isVideo: Bool { track == .video }

    /// The same frame for another track, in the form that MP4 has it in; nil where nothing of it
    /// is left.
    func repackaged(as track: TrackID, hasStartCodes: Bool) throws(MediaError) -> Packet? {
        guard let copy = (frame as? ReadFrame)?.copied() else { return nil }
        if hasStartCodes, try !NALUnits.prefixLengths(in: copy) { return nil }
        return Packet(copy, track: track, presentation: presentation, decoding: decoding)
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
