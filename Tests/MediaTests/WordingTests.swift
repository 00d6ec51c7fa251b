import Media
import Testing

@Suite struct WordingTests {
    @Test(
        "What went wrong comes with advice that fits a file, an encoder or a camera",
        arguments: [
            (MediaError.Code.noVideo, "/a/rede.mp3", "recordings of sound alone are not taken."),
            (.noVideo, "srt://0.0.0.0:9710", "switch the encoder's picture on."),
            (.nothingKnown, "udp://239.1.1.1:5000", "MPEG-TS with H.264 and AAC."),
            (.nothingKnown, "rtsp://camera/a", "read: set the encoder to H.264 and AAC."),
            (.nothingKnown, "https://a.example/i.m3u8", "read: set the encoder to H.264 and AAC."),
            (.refused("X video"), "/a/rede.avi", "installed here can read: convert it to MP4"),
            (.refused("X video"), "rtsp://camera/a", "installed here can read: set the encoder"),
            (.notFound, "srt://encoder:9710", "that its passphrase is the same (no)."),
            (.notFound, "rtsp://camera/a", "check its address, user and password (no)."),
            (.notFound, "/a/rede.mp4", "is not there: check the path or address (no)."),
        ])
    func advice(_ code: MediaError.Code, _ object: String, _ words: String) {
        let error = MediaError(code, while: "opening", object: object, cause: "no")
        #expect(error.description.hasPrefix(object + " "))
        #expect(error.description.hasSuffix(words) || error.description.contains(words + " "))
    }
}
