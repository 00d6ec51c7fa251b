import Foundation
import Testing

@Suite(.serialized) struct ContinuationTests {
    private let house: Installation

    init() throws {
        house = try Installation()
    }

    private func playlist(_ base: URL, _ id: String, _ track: String = "video") async throws
        -> String
    {
        try await Exchange.of("/sessions/\(id)/\(track)/session.m3u8", at: base).text
    }

    private func follow(_ base: URL, _ id: String, until count: Int) async throws -> String {
        try await WebClient.playlist(
            base.appending(path: "sessions/\(id)/video/session.m3u8"), with: count)
    }

    private func segments(_ text: String) -> [Substring] {
        text.split(separator: "\n").filter { !$0.hasPrefix("#") }
    }

    private func epochs(_ text: String) -> Set<Substring> {
        Set(WebClient.uris(in: text).compactMap { $0.split(separator: "/").first })
    }

    @Test(
        "A live session goes on after a stop, an ended one is found, in one piece",
        .timeLimit(.minutes(15)))
    func stopAndStart() async throws {
        let (first, base) = try await house.start()
        let id = try await house.startSession(agenda: "TOP;Titel\n1;Kastanienallee\n")
        let encoder = try await house.encoder()
        let before = try await follow(base, id, until: 4)
        let viewers = ["live/saal", "sessions/\(id)"].map {
            StreamViewer(base.appending(path: "\($0)/index.m3u8"))
        }
        for viewer in viewers { try await viewer.look() }
        try await house.ratskanal("tag", "item", "1")
        #expect(await first.stop() == 0)
        await encoder.stop()

        let (second, _) = try await house.start(at: "127.0.0.1:\(base.port ?? 0)")
        let again = try await house.encoder()
        _ = try await Exchange.of(
            "/sessions/\(id)/video/session.m3u8", at: base,
            until: { epochs($0.text).count == 2 })
        let live = try await follow(base, id, until: WebClient.uris(in: before).count + 4)
        #expect(!live.contains("DISCONTINUITY\n") && !live.contains("ENDLIST"))
        #expect(live.matches(of: /EXT-X-MAP/).count == 1)
        for viewer in viewers { try await viewer.look() }
        for uri in WebClient.uris(in: live) {
            #expect(
                try await Exchange.of("/sessions/\(id)/video/\(uri)", at: base).status == 200)
        }

        // The time when nothing was recorded belongs to the next epoch's start.
        let timeline = try await Exchange.of("/api/v1/sessions/\(id)/timeline", at: base).json
        let clock = try #require(timeline["epochs"] as? [[String: Any]])
        #expect(clock.count == 2)
        let start = try #require(clock.last?["start"] as? Int)
        let wall = try #require(clock.last?["wallStart"] as? String)
        let token = try await house.ratskanal("token", "create", "--name", "t", "--right", "tag")
        let moment = try Date(
            wall, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        let between = (moment - 0.5).formatted(
            Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        let vote = #"{"kind": "vote", "at": "\#(between)", "text": "Angenommen"}"#
        #expect(
            try await Exchange.of(
                "POST", "/api/v1/sessions/\(id)/markers", at: base, token: token, body: vote
            ).status == 201)
        let voted =
            try await Exchange.of(
                "/api/v1/sessions/\(id)/timeline", at: base,
                until: { $0.text.contains("Angenommen") }
            ).json["votes"] as? [[String: Any]]
        #expect(voted?.first?["at"] as? Int == start)

        await again.stop()
        try await house.ratskanal("session", "stop", id)
        let ended = try await playlist(base, id)
        #expect(ended.contains("#EXT-X-ENDLIST") && !ended.contains("DISCONTINUITY\n"))
        try await viewers[1].look()
        #expect(await second.stop() == 0)

        // Nobody is left who could reload it as EVENT: it is VOD, of the same segments.
        let (third, _) = try await house.start(at: "127.0.0.1:\(base.port ?? 0)")
        let complete = try await playlist(base, id)
        #expect(complete.contains("#EXT-X-PLAYLIST-TYPE:VOD"))
        #expect(complete.contains("#EXT-X-ENDLIST") && !complete.contains("EXT-X-PART"))
        #expect(segments(complete) == segments(ended))
        try await StreamViewer(base.appending(path: "sessions/\(id)/index.m3u8")).look()
        #expect(
            try await Exchange.of("/api/v1/search?q=kastanien", at: base).text.contains(id))
        let decoded = try await CommandResult.of(
            "ffmpeg",
            [
                "-v", "error", "-xerror", "-i",
                base.appending(path: "sessions/\(id)/index.m3u8").absoluteString, "-f", "null", "-",
            ])
        #expect(decoded.status == 0 && decoded.errors == "", "\(decoded.errors)")
        #expect(await third.stop() == 0)
    }

    @Test(
        "An encoder that is gone is said, and the session goes on when it is back",
        .timeLimit(.minutes(15)))
    func encoderLost() async throws {
        let (server, base) = try await house.start()
        let id = try await house.startSession()
        let encoder = try await house.encoder()
        let before = try await follow(base, id, until: 4)
        let viewer = StreamViewer(base.appending(path: "sessions/\(id)/index.m3u8"))
        try await viewer.look()
        await encoder.stop()
        let lost = try await Exchange.of(
            "/api/v1/rooms/saal", at: base, until: { $0.text.contains(#""input":"lost""#) })
        #expect(try lost.json["state"] as? String == "live")
        let again = try await house.encoder()
        _ = try await Exchange.of(
            "/api/v1/rooms/saal", at: base, until: { $0.text.contains(#""input":"connected""#) })
        let after = try await follow(base, id, until: WebClient.uris(in: before).count + 6)
        #expect(epochs(after).count == 2)
        try await viewer.look()
        #expect(!after.contains("DISCONTINUITY\n"))
        await again.stop()
        #expect(await server.stop() == 0)
    }

    @Test("A stream without sound is a session with a track of silence", .timeLimit(.minutes(15)))
    func silent() async throws {
        let (server, base) = try await house.start()
        let id = try await house.startSession()
        let encoder = try await CommandResult.of(
            "ffmpeg",
            [
                "-v", "error", "-re", "-f", "lavfi", "-i", "testsrc2=s=320x180:r=25", "-t", "7",
                "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "50",
                "-f", "mpegts", house.srt,
            ])
        #expect(encoder.status == 0)
        _ = try await follow(base, id, until: 4)
        let multivariant = try await Exchange.of("/sessions/\(id)/index.m3u8", at: base).text
        #expect(multivariant.contains("AUDIO") && multivariant.contains("avc1."))
        #expect(multivariant.contains("mp4a.40.2"))
        #expect(
            try await Exchange.of("/sessions/\(id)/audio/session.m3u8", at: base).status == 200)
        try await house.ratskanal("session", "stop", id)
        let viewer = StreamViewer(base.appending(path: "sessions/\(id)/index.m3u8"))
        try await viewer.look()
        let probe = try await CommandResult.of(
            "ffprobe",
            [
                "-v", "error", "-show_entries", "stream=codec_type", "-of", "csv=p=0",
                base.appending(path: "sessions/\(id)/index.m3u8").absoluteString,
            ])
        #expect(Set(probe.output.split(separator: "\n")) == ["audio", "video"])
        #expect(await server.stop() == 0)
    }
}
