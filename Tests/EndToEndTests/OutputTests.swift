import Foundation
import Glibc
import Testing

/// A disk that is full, a reader that is gone: whatever the program says cannot be written.
@Suite(.serialized) struct OutputTests {
    private let house: Installation

    init() throws {
        house = try Installation()
    }

    /// Runs what follows with its outputs redirected as a shell has it.
    private func through(_ redirection: String) -> [String] {
        ["/bin/bash", "-c", "exec \"$0\" \"$@\" \(redirection)"]
    }

    @Test(
        "A log that cannot be written ends neither the server nor what it records",
        .timeLimit(.minutes(15)), arguments: ["2>/dev/full", "2> >(exec true)", "2>&-"])
    func log(redirection: String) async throws {
        let (server, base) = try await house.start(through: through(redirection))
        let id = try await house.startSession()
        let media = base.appending(path: "sessions/\(id)/video/session.m3u8")
        for count in [4, 10] {
            // Each that comes and goes is a line.
            let encoder = try await house.encoder()
            _ = try await WebClient.playlist(media, with: count)
            await encoder.stop()
        }
        try await house.ratskanal("session", "stop", id)
        #expect(await server.stop() == 0)
    }

    @Test("Neither does an address that nobody hears", .timeLimit(.minutes(15)))
    func address() async throws {
        // An address of this machine that nothing else uses, as it cannot be told which port it is.
        let address = "127.77.\(Int.random(in: 1...254)).\(Int.random(in: 1...254)):8080"
        let (path, words) = house.command(
            ["run", "--listen", address], through: through(">/dev/full"))
        let server = try await Program(path, words)
        let base = try #require(URL(string: "http://\(address)"))
        while await (try? Exchange.of("/", at: base))?.status != 200 {
            try #require(server.isRunning, "\(server.lines)")
            // Nothing else says that it listens.
            try await Task.sleep(for: .milliseconds(50))
        }
        #expect(await server.stop() == 0)
    }

    @Test(
        "A command whose result cannot be written ends with 1 and says so",
        arguments: [">/dev/full", ">&-"])
    func commands(redirection: String) async throws {
        let create = [
            "session", "create", "--title", "T", "--body", "stadtrat", "--date", "2026-11-20",
        ]
        for words in [create, ["session", "list"], ["search", "--json", "T"], ["doctor"]] {
            let result = try await house.attempt(words, through: through(redirection))
            #expect(result.status == 1, "\(words): \(result.errors)")
            #expect(
                words == ["doctor"] || result.errors.contains("could not be written"),
                "\(words): \(result.errors)")
        }
        // It was created all the same.
        #expect(try await house.ratskanal("session", "list").contains("2026-11-20-stadtrat"))
    }

    @Test("A command that fails, and cannot say so, ends as it would have")
    func failures() async throws {
        for words in [
            ["agenda", "import", "nowhere.csv"], ["recording", "import", "nowhere.mp4"],
        ] {
            let heard = try await house.attempt(words)
            let unheard = try await house.attempt(words, through: through("2>/dev/full"))
            #expect(unheard.status == heard.status && heard.status != 0, "\(words)")
        }
    }
}
