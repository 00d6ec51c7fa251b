import Agenda
import Foundation
import Ingest
import Media
import Recording
import Testing

@Suite("What cannot pass untouched") struct ConversionTests {
    struct Row: CustomTestStringConvertible, Sendable {
        var name: String
        var container: String
        var arguments: [String]
        /// What the log says of it, in order.
        var words: [String]
        var size = "320x180"
        var testDescription: String { "\(name) in \(container)" }

        var sample: Sample {
            Sample(
                seconds: 5.6, size: size, container: container, isFlashing: true, more: arguments)
        }
    }

    private static let interlaced = ["-flags", "+ildct+ilme", "-top", "1"]

    static let rows = [
        Row(
            name: "MPEG-2 and MP2", container: "ts",
            arguments: ["-c:v", "mpeg2video", "-c:a", "mp2"],
            words: ["mpeg2video video to H.264", "mp2 sound to AAC"]),
        Row(
            name: "interlaced MPEG-2 and AC-3", container: "ts",
            arguments: ["-c:v", "mpeg2video", "-c:a", "ac3"] + interlaced,
            words: ["mpeg2video video to H.264", "ac3 sound to AAC"], size: "720x576"),
        Row(
            name: "MPEG-2 and MP2", container: "mpg",
            arguments: ["-c:v", "mpeg2video", "-c:a", "mp2"],
            words: ["mpeg2video video to H.264", "mp2 sound to AAC"]),
        Row(
            name: "interlaced H.264", container: "ts",
            arguments: ["-flags", "+ildct+ilme", "-x264-params", "tff=1"],
            words: ["interlaced video to H.264"]),
        Row(
            name: "4:2:2", container: "mp4", arguments: ["-pix_fmt", "yuv422p"],
            words: ["H.264 video that is not 8 bit 4:2:0 to H.264"]),
        Row(
            name: "10 bit", container: "ts", arguments: ["-pix_fmt", "yuv420p10le"],
            words: ["H.264 video of 10 bit to H.264"]),
        Row(
            name: "5.1", container: "mp4", arguments: ["-ac", "6"],
            words: ["sound of 6 channels to AAC"]),
        Row(
            name: "HE-AAC", container: "mp4", arguments: ["-ar", "24000", "-ac", "2"],
            words: ["AAC sound that is not LC to AAC"]),
        Row(
            name: "AAC of 16 kHz", container: "ts", arguments: ["-ar", "16000"],
            words: ["sound of 16000 Hz to AAC"]),
        Row(
            name: "Motion JPEG and PCM", container: "avi",
            arguments: ["-c:v", "mjpeg", "-pix_fmt", "yuvj422p", "-c:a", "pcm_s16le"],
            words: ["mjpeg video to H.264", "pcm_s16le sound to AAC"]),
        Row(
            name: "Motion JPEG and PCM", container: "mov",
            arguments: ["-c:v", "mjpeg", "-pix_fmt", "yuvj420p", "-c:a", "pcm_s16le"],
            words: ["mjpeg video to H.264", "pcm_s16le sound to AAC"]),
        Row(
            name: "VP8 and Vorbis", container: "webm",
            arguments: ["-c:v", "libvpx", "-deadline", "realtime", "-c:a", "libvorbis"],
            words: ["vp8 video to H.264", "vorbis sound to AAC"]),
        Row(
            name: "VP9 and Opus", container: "webm",
            arguments: ["-c:v", "libvpx-vp9", "-deadline", "realtime", "-c:a", "libopus"],
            words: ["vp9 video to H.264", "opus sound to AAC"]),
        Row(
            name: "AV1 and Opus", container: "mp4",
            arguments: ["-c:v", "libsvtav1", "-preset", "12", "-c:a", "libopus"],
            words: ["av1 video to H.264", "opus sound to AAC"]),
        Row(
            name: "DV", container: "dv",
            arguments: ["-c:v", "dvvideo", "-c:a", "pcm_s16le", "-ac", "2"],
            words: ["dvvideo video to H.264", "pcm_s16le sound to AAC"], size: "720x576"),
        Row(
            name: "DV", container: "avi",
            arguments: ["-c:v", "dvvideo", "-c:a", "pcm_s16le"],
            words: ["dvvideo video to H.264", "pcm_s16le sound to AAC"], size: "720x576"),
        Row(
            name: "MPEG-4 and MP3", container: "avi",
            arguments: ["-c:v", "mpeg4", "-bf", "2", "-c:a", "libmp3lame"],
            words: ["mpeg4 video to H.264", "mp3 sound to AAC"]),
        Row(
            name: "Sorenson's H.263 and MP3", container: "flv",
            arguments: ["-c:v", "flv", "-ar", "44100", "-c:a", "libmp3lame"],
            words: ["flv1 video to H.264", "mp3 sound to AAC"]),
        Row(
            name: "Windows Media", container: "wmv",
            arguments: ["-c:v", "wmv2", "-c:a", "wmav2"],
            words: ["wmv2 video to H.264", "wmav2 sound to AAC"]),
    ]

    @Test("is converted, plays, and keeps picture and sound together", arguments: rows)
    func converts(_ row: Row) async throws {
        var file = try await row.sample.file()
        if row.name == "HE-AAC" { file = try Self.signallingHE(file) }
        let (entries, _) = try await Chamber.record(file)
        let said = entries.log.filter { $0.contains("as it comes") }
        #expect(said.count == row.words.count)
        for (line, words) in zip(said, row.words) { #expect(line.contains(words), "\(line)") }
        #expect(entries.epochs.count == 1, "\(entries.log)")
        let tracks = try #require(entries.epochs.first).tracks
        #expect(tracks.map { $0.codec.prefix(4) } == ["avc1", "mp4a"])
        if row.words.contains(where: { $0.hasSuffix("AAC") }) {
            #expect(tracks.last?.format == .audio(sampleRate: 48_000, channels: 2))
        }
        let length = entries.segments(of: .video).reduce(0) { $0 + $1.seconds }
        #expect(abs(length - 5.6) < 0.13)
        for track in [TrackID.video, .audio] {
            let complaints = try await Tool.complaints(about: entries.file(of: track))
            #expect(complaints == "")
        }
        let signals = try await Signals(of: entries)
        #expect((5...6).contains(signals.flashes.count), "\(signals)")
        #expect(signals.distance < 0.021, "\(signals)")
    }

    /// AAC of 24 kHz that says it is the lower half of 48 kHz (ISO/IEC 14496-3 §1.6.5.1).
    private static func signallingHE(_ file: URL) throws -> URL {
        var bytes = try Data(contentsOf: file)
        let plain = Data([0x13, 0x10, 0x56, 0xe5, 0x00])
        let place = try #require(bytes.range(of: plain))
        bytes[place.upperBound - 1] = 0x98
        let changed = try Sample.temporaryFile("mp4")
        try bytes.write(to: changed)
        return changed
    }

    @Test("is converted by an import too, with B-frames, as nobody waits for it")
    func imports() async throws {
        let sink = FakeSink()
        var recording = try RecordingImport(
            of: try await Self.rows[0].sample.file().path, log: { _ in })
        let end = try recording.run(into: sink, wallStart: ImportTests.day)
        #expect(abs(end.seconds - 5.6) < 0.13 && recording.shortfall == nil)
        func file(_ track: TrackID) throws -> URL {
            let file = try Sample.temporaryFile("mp4")
            try Data(sink.bytes[track] ?? []).write(to: file)
            return file
        }
        let picture = try file(.video)
        let kinds = try await Tool.run(
            "ffprobe",
            ["-v", "error", "-show_entries", "frame=pict_type", "-of", "csv", picture.path])
        #expect(kinds.text.contains(",B"))
        let signals = try await Signals(picture: picture, sound: try file(.audio))
        #expect(signals.flashes.count >= 5 && signals.distance < 0.021, "\(signals)")
    }

    @Test("A picture that lies on its side is set upright, and a large one made smaller")
    func turned() async throws {
        let file = try await Sample(seconds: 3, size: "2560x1440").file()
        let turned = try Sample.temporaryFile("mp4")
        let output = try await Tool.run(
            "ffmpeg",
            [
                "-v", "error", "-i", file.path, "-c", "copy", "-metadata:s:v", "rotate=90",
                turned.path,
            ])
        try #require(output.status == 0)
        let (entries, _) = try await Chamber.record(turned)
        let format = entries.epochs.first?.tracks.first?.format
        #expect(format == .video(width: 1_080, height: 1_920, frameRate: 25))
    }

    @Test(
        "Pictures that change their size in the middle of a recording begin an epoch",
        arguments: [1.0, 3])
    func changes(_ seconds: Double) async throws {
        var joined = Data()
        for (index, size) in ["320x180", "640x480"].enumerated() {
            joined += try Data(
                contentsOf: await Sample(
                    seconds: seconds, size: size, container: "ts",
                    more: [
                        "-c:v", "mpeg2video", "-c:a", "mp2", "-output_ts_offset",
                        "\(Double(index) * seconds)",
                    ]
                ).file())
        }
        let file = try Sample.temporaryFile("ts")
        try joined.write(to: file)
        let (entries, _) = try await Chamber.record(file)
        let formats = entries.epochs.compactMap(\.tracks.first?.format)
        #expect(
            formats == [
                .video(width: 320, height: 180, frameRate: 25),
                .video(width: 640, height: 480, frameRate: 25),
            ])
        let length = entries.segments(of: .video).reduce(0) { $0 + $1.seconds }
        #expect(abs(length - 2 * seconds) < 0.3)
        for epoch in entries.epochs.map(\.number) {
            let complaints = try await Tool.complaints(
                about: entries.file(of: .video, epoch: epoch))
            #expect(complaints == "")
        }
    }
}
