/// The name of a track in URLs and files: `video`, `audio`.
public struct TrackID: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// The picture that leads: segments begin at its key frames.
    public static let video = TrackID(rawValue: "video")
    /// The same picture as it came, beside an H.264 rendition of it.
    public static let videoHEVC = TrackID(rawValue: "video-hevc")
    public static let audio = TrackID(rawValue: "audio")
    public var description: String { rawValue }
}

/// One CMAF track of an epoch: what a player must know before its first segment.
public struct Track: Hashable, Sendable, Codable {
    public enum Format: Hashable, Sendable, Codable {
        /// Pixels, and frames a second as a fraction.
        case video(width: Int, height: Int, frameRate: Double)
        /// Samples a second.
        case audio(sampleRate: Int, channels: Int)
    }

    public var id: TrackID
    public var format: Format
    /// RFC 6381: `avc1.64001f`, `hvc1.1.6.L93.B0`, `mp4a.40.2`.
    public var codec: String
    public var timescale: Int32
    /// `ftyp` and `moov`.
    public var initSection: [UInt8]

    public init(
        id: TrackID, format: Format, codec: String, timescale: Int32, initSection: [UInt8]
    ) {
        self.id = id
        self.format = format
        self.codec = codec
        self.timescale = timescale
        self.initSection = initSection
    }
}
