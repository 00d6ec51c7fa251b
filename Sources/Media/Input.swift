/// Where media come from.
public enum Input: Hashable, Sendable {
    /// A file; at real time as a camera would send it, or as fast as it can be read.
    case file(path: String, atRealTime: Bool)
    /// Waits for one encoder by SRT; with a passphrase of 10 to 79 characters the stream is
    /// encrypted by AES.
    case srtListener(host: String, port: Int, passphrase: String?)

    /// How it is called in messages; never with its passphrase.
    public var description: String {
        switch self {
        case .file(let path, _): path
        case .srtListener(let host, let port, _): "srt://\(host):\(port)"
        }
    }

    /// Whether it comes back after it ends.
    public var isLive: Bool {
        if case .srtListener = self { true } else { false }
    }

    var url: String {
        switch self {
        case .file(let path, _): "file:\(path)"
        case .srtListener(let host, let port, _): "srt://\(host):\(port)"
        }
    }

    var options: [String: String] {
        switch self {
        case .file: [:]
        case .srtListener(_, _, let passphrase):
            [
                // In microseconds.
                "mode": "listener", "transtype": "live", "latency": "120000",
            ].merging(passphrase.map { ["passphrase": $0, "pbkeylen": "16"] } ?? [:]) { $1 }
        }
    }
}
