import Media

extension Input {
    /// Where it listens by UDP, itself or by SRT; nil where it does not.
    var listenAddress: ListenAddress? {
        switch self {
        case .srtListener(let host, let port, _), .udp(let host, let port):
            ListenAddress(host: host, port: port)
        case .file, .srtCaller, .rtsp, .hls: nil
        }
    }
}
