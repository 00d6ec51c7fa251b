import Foundation
import Testing

/// Kills at the places where it hurts most.
@Suite(.serialized) struct FaultTests {
    private let house: Installation

    init() throws {
        house = try Installation()
    }

    /// A session that somebody watches and an encoder sends to, in a server that will be killed.
    private struct Recorded {
        let server: Program
        let base: URL
        let session: String
        let encoder: Program
        let viewer: StreamViewer
    }

    /// Records until so many parts are there.
    private func record(_ parts: Int, fault: String) async throws -> Recorded {
        let (server, base) = try await house.start(fault: fault)
        let id = try await house.startSession()
        let encoder = try await house.encoder()
        let media = base.appending(path: "sessions/\(id)/video/session.m3u8")
        _ = try await WebClient.playlist(media, with: parts)
        let viewer = StreamViewer(base.appending(path: "sessions/\(id)/index.m3u8"))
        try await viewer.look()
        return Recorded(server: server, base: base, session: id, encoder: encoder, viewer: viewer)
    }

    /// After the next start everything announced is there, and the catalogue is whole.
    private func startAgain(_ base: URL, _ viewers: [StreamViewer]) async throws -> Program {
        let (server, _) = try await house.start(at: "127.0.0.1:\(base.port ?? 0)")
        #expect(try await house.damage() == "")
        #expect(server.lines.count { $0.contains("Repaired after a crash: ") } <= 1)
        for viewer in viewers { try await viewer.look() }
        return server
    }

    @Test(
        "Killed between a part's bytes, its row and its announcement",
        .timeLimit(.minutes(15)), arguments: ["part-written:60", "part-committed:60"])
    func parts(fault: String) async throws {
        let recorded = try await record(3, fault: fault)
        #expect(await recorded.server.finish() == SIGKILL)
        await recorded.encoder.stop()
        let again = try await startAgain(recorded.base, [recorded.viewer])
        // The bytes without a row are cut off; a row that nobody has heard of may stay.
        let said = again.lines.first { $0.contains("Repaired after a crash: ") } ?? ""
        #expect(said.contains("segment"), "\(said)")
        #expect(said.contains("cut back") == fault.hasPrefix("part-written"), "\(said)")
        let next = try await house.encoder()
        _ = try await Exchange.of(
            "/sessions/\(recorded.session)/video/session.m3u8", at: recorded.base,
            until: { $0.text.contains("e2/") })
        try await recorded.viewer.look()
        await next.stop()
        #expect(await again.stop() == 0)
    }

    @Test("Killed while a file is closed", .timeLimit(.minutes(15)))
    func file() async throws {
        let recorded = try await record(10, fault: "file-indexed")
        await recorded.encoder.stop()
        // Its answer never comes.
        _ = try await house.attempt(["session", "stop", recorded.session])
        #expect(await recorded.server.finish() == SIGKILL)
        let again = try await startAgain(recorded.base, [recorded.viewer])
        try await house.ratskanal("session", "stop", recorded.session)
        try await recorded.viewer.look()
        let decoded = try await CommandResult.of(
            "ffmpeg",
            [
                "-v", "error", "-xerror", "-i",
                recorded.base.appending(path: "sessions/\(recorded.session)/index.m3u8")
                    .absoluteString, "-f", "null", "-",
            ])
        #expect(decoded.status == 0 && decoded.errors == "")
        #expect(await again.stop() == 0)
    }

    @Test("Killed while the gate closes: it was not acknowledged, and nothing came after it")
    func gate() async throws {
        let recorded = try await record(3, fault: "gate-written")
        let refused = try await house.attempt(["tag", "close"])
        #expect(refused.status != 0)
        #expect(await recorded.server.finish() == SIGKILL)
        await recorded.encoder.stop()
        let again = try await startAgain(recorded.base, [recorded.viewer])
        try await house.ratskanal("tag", "close")
        #expect(await again.stop() == 0)
    }

    @Test("Killed while a migration runs: the next start goes on with it", arguments: 1...3)
    func migration(number: Int) async throws {
        let failed = try await Program(
            Installation.programs.appending(path: "ratskanal").path,
            ["session", "list", "--data", house.folder.path + "/data"],
            fault: "migration-run:\(number)")
        #expect(await failed.finish() == SIGKILL)
        #expect(try await house.ratskanal("session", "list") == "")
        #expect(try await house.damage() == "")
    }
}
