import Media

/// What the FFmpeg libraries of this machine can do for us.
struct MediaSupport: Hashable, Sendable {
    /// "libavcodec 59.37.100"
    var libraries: [String]
    var missing: Set<Capability>

    /// One for each purpose, so that what is missing says what it is missing for.
    static let needs: [(purpose: String, isEssential: Bool, capabilities: [Capability])] = [
        (
            "recording", true,
            [
                .decoder("h264"), .demuxer("mpegts"), .muxer("mp4"), .inputProtocol("srt"),
                .inputProtocol("file"),
            ]
        ),
        (
            "other inputs", false,
            [.demuxer("rtsp"), .demuxer("hls"), .inputProtocol("udp")]
        ),
        (
            "old recordings", false,
            [.demuxer("mov"), .demuxer("matroska")]
                + [
                    "hevc", "mpeg2video", "mjpeg", "vp8", "vp9", "av1", "dvvideo", "aac", "mp2",
                    "ac3", "opus",
                ].map(Capability.decoder)
        ),
        (
            "making H.264 and AAC of them", false,
            [
                .encoder("libx264"), .encoder("aac"), .filter("bwdif"), .filter("scale"),
                .filter("transpose"), .filter("aresample"),
            ]
        ),
    ]

    var diagnoses: [Diagnosis] {
        let rows = Self.needs.map { need -> Diagnosis in
            let absent = need.capabilities.filter(missing.contains)
            let check = "media"
            guard !absent.isEmpty else {
                return .ok(check, "All is there for \(need.purpose).")
            }
            let found =
                "Missing for \(need.purpose): \(absent.map(\.description).joined(separator: ", "))."
            let advice =
                "Install Debian's own: sudo apt install --reinstall libavcodec59 libavformat59 libavfilter8"
            return need.isEssential
                ? .problem(check, found, advice: advice) : .warning(check, found, advice: advice)
        }
        return [.ok("FFmpeg", libraries.joined(separator: ", ") + ".")] + rows
    }
}

extension MediaSupport {
    /// Of the libraries that run here.
    static var current: MediaSupport {
        MediaSupport(
            libraries: MediaLibrary.all.map(\.description),
            missing: Set(needs.flatMap(\.capabilities).filter { !$0.isThere }))
    }
}
