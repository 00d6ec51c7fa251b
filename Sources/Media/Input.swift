/// Where media come from.
public enum Input: Hashable, Sendable {
    /// A file; at real time as a camera would send it, or as fast as it can be read.
    case file(path: String, atRealTime: Bool)
    /// Waits for one encoder by SRT; with a passphrase of 10 to 79 characters the stream is
    /// encrypted by AES.
    case srtListener(host: String, port: Int, passphrase: String?)
    /// Calls an encoder that listens by SRT.
    case srtCaller(host: String, port: Int, passphrase: String?, streamID: String?)
    /// MPEG-TS in datagrams that come to an address of this machine or a multicast group.
    case udp(host: String, port: Int)
    /// A camera's stream by RTSP.
    case rtsp(StreamURL)
    /// A live stream that is published as HLS elsewhere.
    case hls(StreamURL)

    /// How it is called in messages; never with its passphrase.
    public var description: String {
        switch self {
        case .file(let path, _): path
        case .srtListener(let host, let port, _), .srtCaller(let host, let port, _, _):
            "srt://\(Self.authority(host, port))"
        case .udp(let host, let port): "udp://\(Self.authority(host, port))"
        case .rtsp(let url), .hls(let url): url.description
        }
    }

    /// Whether it comes back after it ends.
    public var isLive: Bool {
        if case .file = self { false } else { true }
    }

    /// Whether it is recorded while it is watched, so that no frame may wait for others.
    public var isAtRealTime: Bool {
        if case .file(_, atRealTime: false) = self { false } else { true }
    }

    /// Whether it waits here for whoever sends, however long.
    public var isListening: Bool {
        switch self {
        case .srtListener, .udp: true
        case .file, .srtCaller, .rtsp, .hls: false
        }
    }

    /// Whether it comes in bursts, as segments are fetched, and not as time passes.
    public var isFetched: Bool {
        if case .hls = self { true } else { false }
    }

    /// Whether MPEG-TS comes over a connection that is made first.
    var isTransportStream: Bool {
        switch self {
        case .srtListener, .srtCaller, .udp: true
        case .file, .rtsp, .hls: false
        }
    }

    var url: String {
        switch self {
        case .file(let path, _): "file:\(path)"
        case .srtListener, .srtCaller, .udp: description
        case .rtsp(let url), .hls(let url): url.text
        }
    }

    /// For the connection, or for the demuxer where that connects itself.
    var options: [String: String] {
        switch self {
        // A list that names other files is no recording, and those are not fetched.
        case .file: ["protocol_whitelist": "file", "format_whitelist": Self.recordings]
        // libavformat opens no connection by SRT.
        case .srtListener, .srtCaller: [:]
        case .udp(let host, _):
            // Bytes of the socket's buffer; beyond it the datagrams are kept here.
            ["buffer_size": "4194304", "fifo_size": "0"]
                .merging(Self.isGroup(host) ? [:] : ["localaddr": host]) { $1 }
        case .rtsp:
            // In microseconds.
            [
                "rtsp_flags": "prefer_tcp", "timeout": "5000000",
                "allowed_media_types": "video+audio",
            ]
        case .hls:
            [
                "protocol_whitelist": "http,https,tcp,tls,crypto", "rw_timeout": "10000000",
                "user_agent": "Ratskanal",
                "format_whitelist": "hls,mpegts,mov,aac,mp3,ac3,eac3,webvtt",
            ]
        }
    }

    /// libavformat's names of what holds pictures and sound itself.
    private static let recordings =
        "mov,matroska,avi,mpegts,mpeg,flv,asf,dv,mxf,ogg,h264,hevc,m4v,mpegvideo,obu,ivf,rm,nut,"
        + "gxf,mpegtsraw"

    /// Whether an address is a multicast group's: 224.0.0.0/4 or ff00::/8.
    private static func isGroup(_ host: String) -> Bool {
        if host.contains(":") { return host.lowercased().hasPrefix("ff") }
        let first = host.split(separator: ".").first.flatMap { Int($0) }
        return first.map { (224...239).contains($0) } ?? false
    }

    private static func authority(_ host: String, _ port: Int) -> String {
        host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}
