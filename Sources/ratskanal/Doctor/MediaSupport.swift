import Media

/// What the media libraries of this machine can do for us.
struct MediaSupport: Hashable, Sendable {
    /// "libavcodec 59.37.100"
    var libraries: [String]
    var missing: Set<Capability>

    /// One for each purpose, so that what is missing says what it is missing for.
    static let needs: [(purpose: String, isEssential: Bool, capabilities: [Capability])] = [
        (
            "recording", true,
            [
                .decoder("h264"), .demuxer("mpegts"), .muxer("mp4"), .inputProtocol("file"),
            ]
        ),
        (
            "other inputs", false,
            [.demuxer("rtsp"), .demuxer("hls"), .inputProtocol("udp")]
        ),
        (
            "old recordings", false,
            ["mov", "matroska", "avi", "asf", "flv", "mpeg", "dv"].map(Capability.demuxer)
                + [
                    "hevc", "mpeg2video", "mjpeg", "vp8", "vp9", "av1", "dvvideo", "wmv1", "wmv2",
                    "wmv3", "vc1", "mpeg4", "msmpeg4v3", "flv1", "h263",
                ].map(Capability.decoder)
                + ["aac", "mp2", "mp3", "ac3", "opus", "vorbis", "wmav2", "pcm_s16le"]
                .map(Capability.decoder)
        ),
        (
            "making H.264 and AAC of them", false,
            [.encoder("libx264"), .encoder("aac")]
                + [
                    "bwdif", "scale", "transpose", "hflip", "vflip", "format", "aresample",
                    "aformat",
                ].map(Capability.filter)
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
        return [.ok("libraries", libraries.joined(separator: ", ") + ".")] + rows
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
