import Foundation
import Testing

@Suite struct KillTests {
    @Test(
        "Kills at random instants change nothing that was announced, and open no gate",
        .timeLimit(.minutes(15)), arguments: [["--lock"], ["--lock", "--gate"]])
    func kills(options: [String]) async throws {
        try await Self.kill(5, options)
    }

    fileprivate static func kill(_ count: Int, _ options: [String] = []) async throws {
        let result = try await CommandResult.of(
            "python3",
            [
                Installation.scripts.appending(path: "kills.py").path,
                Installation.programs.appending(path: "ratskanal").path,
                "--kills", String(count),
            ] + options)
        print(result.output)
        #expect(result.errors == "")
        #expect(result.status == 0)
    }

    @Test(
        "After each kill the playlists say of every segment what they said before",
        .timeLimit(.minutes(15)))
    func playlistsAfterKills() async throws {
        let house = try Installation()
        var (server, base) = try await house.start()
        let id = try await house.startSession(agenda: "TOP;Titel\n1;Kastanienallee\n")
        let page = base.appending(path: "sessions/\(id)")
        let viewers = ["live/saal", "sessions/\(id)"].map {
            StreamViewer(base.appending(path: "\($0)/index.m3u8"))
        }
        var count = 0
        for _ in 0..<4 {
            let encoder = try await house.encoder()
            let text = try await WebClient.playlist(
                page.appending(path: "video/session.m3u8"), with: count + 7)
            count = WebClient.uris(in: text).count
            for viewer in viewers { try await viewer.look() }
            await server.kill()
            await encoder.stop()
            (server, _) = try await house.start(at: "127.0.0.1:\(base.port ?? 0)")
            for viewer in viewers { try await viewer.look() }
        }
        try await house.ratskanal("session", "stop", id)
        try await viewers[1].look()
        #expect(await server.stop() == 0)
    }
}

/// Where the store takes less than a second, and so the machine has nothing else to do.
@Suite struct QuietKillTests {
    @Test(
        "Kills at random instants lose nothing that was announced", .timeLimit(.minutes(15)))
    func kills() async throws {
        try await KillTests.kill(10)
    }
}
