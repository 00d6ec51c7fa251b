/// One coded frame from an input, with its times.
public final class Packet {
    let frame: any CodedFrame
    public let isVideo: Bool
    public let isKey: Bool
    public let size: Int
    /// In units of 1/90000 s, unwrapped; nil where the input does not say.
    public internal(set) var presentation: Int64?
    public internal(set) var decoding: Int64?

    init(_ frame: any CodedFrame, isVideo: Bool, presentation: Int64?, decoding: Int64?) {
        self.frame = frame
        self.isVideo = isVideo
        self.presentation = presentation
        self.decoding = decoding
        isKey = frame.isKey
        size = frame.size
    }
}
