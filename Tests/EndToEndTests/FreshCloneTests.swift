import Foundation
import Glibc
import Testing

@Suite struct FreshCloneTests {
    /// It builds in release mode, minutes on both cores: deploy/test runs it by itself.
    private static let isWanted =
        ProcessInfo.processInfo.environment["RATSKANAL_FRESH_CLONE"] != nil

    @Test(
        "deploy/run works in a fresh clone, and started again finds the same session",
        .enabled(if: isWanted), .timeLimit(.minutes(30)))
    func deployRun() async throws {
        let house = try Installation()
        let clone = house.folder.appending(path: "clone").path
        let cloned = try await CommandResult.of(
            "git", ["clone", "-q", Installation.root.path, clone])
        #expect(cloned.status == 0)
        let data = house.folder.appending(path: "demo-data").path
        let encoder = String(house.srt.dropFirst("srt://".count))
        func start(at address: String) async throws -> (Program, URL) {
            let program = try await Program(
                "\(clone)/deploy/run",
                ["--data", data, "--listen", address, "--srt", encoder])
            let line = try await program.line(containing: "Ratskanal is at ", within: 1500)
            let word = line.split(separator: " ").first { $0.hasPrefix("http://") }
            let base = try #require(word.flatMap { URL(string: String($0)) })
            return (program, base)
        }

        let (first, base) = try await start(at: "127.0.0.1:0")
        let live = try await Exchange.of(
            "/api/v1/rooms/ratssaal", at: base, within: 120,
            until: { $0.text.contains(#""state":"live""#) })
        let id = try #require(try live.json["session"] as? String)
        // Two whole segments and their parts: ffmpeg knows nothing of parts.
        _ = try await WebClient.playlist(
            base.appending(path: "sessions/\(id)/video/session.m3u8"), with: 20)
        let decoded = try await CommandResult.of(
            "ffmpeg",
            [
                "-v", "error", "-xerror", "-i",
                base.appending(path: "live/ratssaal/index.m3u8").absoluteString, "-t", "5", "-f",
                "null", "-",
            ])
        #expect(decoded.status == 0 && decoded.errors == "", "\(decoded.errors)")
        #expect(await first.interrupt() == 0)

        let (second, _) = try await start(at: "127.0.0.1:\(base.port ?? 0)")
        let again = try await Exchange.of(
            "/api/v1/rooms/ratssaal", at: base, within: 120,
            until: { $0.text.contains(#""state":"live""#) && $0.text.contains("connected") })
        #expect(try again.json["session"] as? String == id)
        #expect(await second.interrupt() == 0)
    }
}
