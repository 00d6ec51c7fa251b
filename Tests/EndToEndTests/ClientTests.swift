import Foundation
import Testing

@Suite struct ClientTests {
    @Test(
        "curl and Python's http.client get what they ask for of a stored segment",
        .timeLimit(.minutes(15)))
    func clients() async throws {
        let house = try Installation()
        let (server, base) = try await house.start()
        let id = try await house.startSession()
        let encoder = try await house.encoder(seconds: 9)
        #expect(await encoder.finish() == 0)
        try await house.ratskanal("session", "stop", id)
        let playlist = "/sessions/\(id)/video/session.m3u8"
        let text = try await WebClient.text(base.appending(path: playlist))
        let segment = try #require(WebClient.uris(in: text).first)
        let result = try await CommandResult.of(
            "python3",
            [
                Installation.scripts.appending(path: "clients.py").path,
                "http://127.0.0.1:\(base.port ?? 0)", "/sessions/\(id)/video/\(segment)", playlist,
            ])
        #expect(result.output == "")
        #expect(result.errors == "")
        #expect(result.status == 0)
        #expect(await server.stop() == 0)
    }
}
