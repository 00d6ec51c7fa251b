import Foundation
import Glibc
import LocalPorts
import Testing

@Suite(.serialized) struct RoomsTests {
    private static let peer = Installation.root
        .appending(path: "Tests/IngestTests/Peers/peer.py").path

    @Test(
        "A room whose input fails, floods or stalls takes no frame from another room's viewer",
        .timeLimit(.minutes(15)))
    func apart() async throws {
        let ports = (0..<3).map { _ in FreePort.ofUDP() }
        let house = try Installation(
            others: [
                "id = \"rauschen\"; input = { type = \"udp\"; listen = \"127.0.0.1:\(ports[0])\"; };",
                "id = \"flut\"; input = { type = \"srt\"; listen = \"127.0.0.1:\(ports[1])\"; };",
                "id = \"stille\"; input = { type = \"srt\"; listen = \"127.0.0.1:\(ports[2])\"; };",
            ])
        let (server, base) = try await house.start()
        let session = try await house.startSession()
        for room in ["rauschen", "flut", "stille"] {
            _ = try await house.startSession(title: "Ausschuss \(room)", room: room)
        }
        let film = try await film(in: house)
        let encoder = try await house.encoder(seconds: 40)
        let page = base.appending(path: "sessions/\(session)")
        _ = try await WebClient.playlist(page.appending(path: "video/session.m3u8"), with: 1)
        let viewer = StreamViewer(page.appending(path: "index.m3u8"))
        try await viewer.look()

        let noise = try await Program(
            "/usr/bin/env", ["python3", Self.peer, "noise", "\(ports[0])"])
        let flood = try await Program(
            "/usr/bin/env", Self.sending(film, to: ports[1], ["-stream_loop", "-1"]))
        let stalling = try await Program("/usr/bin/env", Self.sending(film, to: ports[2], ["-re"]))
        _ = try await server.line(containing: "Room flut: ")
        _ = try await server.line(containing: "faster than time")
        _ = try await server.line(containing: "Room stille: srt")
        stalling.pause()
        _ = try await server.line(containing: "stille: srt://127.0.0.1:\(ports[2]) is gone")
        try await viewer.look()
        #expect(await encoder.finish() == 0)
        for program in [noise, flood, stalling] { _ = await program.kill() }
        try await house.ratskanal("session", "stop", session)
        try await viewer.look()

        let times = try await CommandResult.of(
            "ffprobe",
            [
                "-v", "error", "-select_streams", "v:0", "-show_entries", "packet=pts_time", "-of",
                "csv=p=0", page.appending(path: "video/session.m3u8").absoluteString,
            ]
        ).output.split(separator: "\n").compactMap { Double($0.prefix { $0 != "," }) }
        // The listener may miss the first moments, until a key frame; 40 s are 1,000 frames.
        #expect((750...1_000).contains(times.count), "\(times.count)")
        for (time, next) in zip(times, times.dropFirst()) {
            #expect(abs(next - time - 0.04) < 0.002, "\(time), \(next)")
        }
        let lines = server.lines.count
        #expect(lines < 60, "\(server.lines)")
        #expect(await server.stop() == 0)
    }

    private static func sending(_ film: URL, to port: Int, _ how: [String]) -> [String] {
        ["ffmpeg", "-v", "quiet"] + how + [
            "-i", film.path, "-c", "copy", "-f", "mpegts",
            "srt://127.0.0.1:\(port)?mode=caller&pkt_size=1316",
        ]
    }

    private func film(in house: Installation) async throws -> URL {
        let film = house.folder.appending(path: "film.ts")
        let made = try await CommandResult.of(
            "ffmpeg",
            [
                "-v", "error", "-f", "lavfi", "-i", "testsrc2=size=320x180:rate=25", "-f", "lavfi",
                "-i", "sine=frequency=440:sample_rate=48000", "-t", "30", "-pix_fmt", "yuv420p",
                "-c:v", "libx264", "-preset", "ultrafast", "-g", "50", "-c:a", "aac", film.path,
            ])
        guard made.status == 0 else { throw EndToEndError(made.errors) }
        return film
    }
}
