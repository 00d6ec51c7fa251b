/// Why media could not be read or written, worded for the operator.
public struct MediaError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Code: Hashable, Sendable {
        /// The file, camera or address is not there.
        case notFound
        /// Where a file should be is a folder.
        case isFolder
        case portInUse
        case noVideo
        /// What it is, and in which track: "HEVC video".
        case refused(String)
        /// It cannot be read as media at all.
        case unreadable
        /// It was there for a while, and no picture was recognized.
        case nothingKnown
        /// What it sends is coded otherwise from here on.
        case changed
        /// A live stream that lists its end.
        case hasEnded
        /// It sends faster than time passes.
        case tooFast
        /// It ended in the middle.
        case interrupted
        case library
    }

    public var code: Code
    /// "opening", "reading", "cutting a part".
    public var action: String
    /// The file or address, without its passphrase.
    public var object: String
    /// What FFmpeg's libraries say.
    public var cause: String?

    public init(_ code: Code, while action: String, object: String, cause: String? = nil) {
        self.code = code
        self.action = action
        self.object = object
        self.cause = cause
    }

    public var description: String {
        switch code {
        case .notFound where object.hasPrefix("srt://"):
            "\(object) cannot be reached: check the address, that the encoder listens there, and "
                + "that its passphrase is the same\(reason)."
        case .notFound where isFetched:
            "\(object) cannot be reached: check its address, user and password\(reason)."
        case .notFound:
            "\(object) is not there: check the path or address\(reason)."
        case .isFolder:
            "\(object) is a folder: name a file in it."
        case .portInUse:
            "\(object): another program has this port; stop it or configure another one."
        case .noVideo where isFile:
            "\(object) has no picture: recordings of sound alone are not taken."
        case .noVideo:
            "\(object) has no video: switch the encoder's picture on."
        case .refused(let what):
            "\(object) brings \(what), which no decoder that is installed here can read: "
                + (isFile ? "convert it to MP4 with H.264 and AAC." : Self.encoderAdvice)
        case .unreadable:
            "\(object) is no video that can be read\(reason)."
        case .nothingKnown where isFetched:
            "\(object) sends what cannot be read: \(Self.encoderAdvice)"
        case .nothingKnown:
            "\(object) sends what cannot be read: set the encoder to MPEG-TS with H.264 and AAC."
        case .changed:
            "\(object) changed size or profile of its picture and is connected anew."
        case .hasEnded:
            "\(object) has ended, and no live stream is there: it is tried again."
        case .tooFast:
            "\(object) sends faster than time passes, as no camera does: let the encoder send "
                + "at real time."
        case .interrupted:
            "\(object) ended in the middle\(reason)."
        case .library:
            "\(object): \(action) it failed\(reason)."
        }
    }

    private static let encoderAdvice = "set the encoder to H.264 and AAC."

    /// Whether it is a path, and no address.
    private var isFile: Bool { !object.contains("://") }

    /// Whether it is a camera's or a server's address, which says itself what form it sends.
    private var isFetched: Bool { !isFile && !isTransportStream }

    private var isTransportStream: Bool {
        object.hasPrefix("srt://") || object.hasPrefix("udp://")
    }

    private var reason: String { cause.map { " (\($0))" } ?? "" }
}
