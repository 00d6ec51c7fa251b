import CFFmpeg
import CSRT

/// A library for media that this program runs with: FFmpeg's, and libsrt.
public struct MediaLibrary: Hashable, Sendable, CustomStringConvertible {
    /// "libavcodec"
    public var name: String
    /// "59.37.100"
    public var version: String

    public var description: String { "\(name) \(version)" }

    init(_ name: String, _ number: UInt32) {
        self.name = name
        version = "\(number >> 16).\(number >> 8 & 0xff).\(number & 0xff)"
    }

    /// All of them, as loaded and not as built against.
    public static var all: [MediaLibrary] {
        [
            MediaLibrary("libavformat", avformat_version()),
            MediaLibrary("libavcodec", avcodec_version()),
            MediaLibrary("libavfilter", avfilter_version()),
            MediaLibrary("libavutil", avutil_version()),
            MediaLibrary("libsrt", srt_getversion()),
        ]
    }
}
