import Foundation
import Testing

@Suite(.serialized) struct RecordingTests {
    @Test(
        "What an encoder pushes over SRT is played, tagged, stopped and found",
        .timeLimit(.minutes(15)))
    func wholePath() async throws {
        let house = try Installation()
        let (server, base) = try await house.start()
        let session = try await house.startSession(
            agenda: "TOP;Titel;Vorlage\n1;Neubau der Grundschule;2026/17\n2;Haushaltssatzung;\n")
        let encoder = try await house.encoder(seconds: 25)
        let page = base.appending(path: "sessions/\(session)")
        _ = try await WebClient.playlist(page.appending(path: "video/session.m3u8"), with: 3)
        #expect(
            try await WebClient.text(base.appending(path: "live/saal/index.m3u8"))
                .contains("video/live.m3u8"))
        let viewer = StreamViewer(page.appending(path: "index.m3u8"))
        try await viewer.look()
        try await house.ratskanal("tag", "item", "1")
        #expect(await encoder.finish() == 0)
        // Until then a mark of now stands where frames may be on their way.
        _ = try await Exchange.of("/api/v1/rooms/saal", at: base) {
            $0.text.contains(#""input":"lost""#)
        }
        try await house.ratskanal("tag", "item", "2")
        try await viewer.look()
        try await house.ratskanal("session", "stop", session)
        try await viewer.look()
        // Marks are seen a moment after they are set.
        _ = try await Exchange.of(
            "/sessions/\(session)/items/1/index.m3u8", at: base, until: { $0.status == 200 })
        let clip = StreamViewer(page.appending(path: "items/1/index.m3u8"))
        try await clip.look()

        let playlist = page.appending(path: "index.m3u8").absoluteString
        let probe = try await CommandResult.of(
            "ffprobe",
            [
                "-v", "error", "-count_frames", "-show_entries", "stream=codec_name,nb_read_frames",
                "-of", "csv=p=0", playlist,
            ])
        #expect(probe.status == 0)
        #expect(probe.errors == "")
        let streams = probe.output.split(separator: "\n").map { $0.split(separator: ",") }
        let frames = Dictionary(
            streams.compactMap { $0.count == 2 ? ($0[0], Int($0[1]) ?? 0) : nil },
            uniquingKeysWith: max)
        let seconds = LiveRoom.seconds(
            of: try await WebClient.text(page.appending(path: "video/session.m3u8")))
        #expect(seconds > 5)
        #expect(abs(Double(frames["h264"] ?? 0) - seconds * 25) < 2, "\(frames) in \(seconds) s")
        #expect(abs(Double(frames["aac"] ?? 0) - seconds * 46.875) < 8, "\(frames) in \(seconds) s")
        let decoded = try await CommandResult.of(
            "ffmpeg", ["-v", "error", "-xerror", "-i", playlist, "-f", "null", "-"])
        #expect(decoded.status == 0)
        #expect(decoded.errors == "")

        let found = try await house.ratskanal("search", "grundschulen")
        #expect(found.contains("Neubau der Grundschule"))
        #expect(found.contains("/sessions/\(session)?t="))
        let search = base.appending(path: "search").appending(
            queryItems: [URLQueryItem(name: "q", value: "Grundschule")])
        #expect(try await WebClient.text(search).contains("/sessions/\(session)?t="))
        #expect(await server.stop() == 0)
    }
}
