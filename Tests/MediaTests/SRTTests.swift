import Foundation
import LocalPorts
import Synchronization
import Testing

@testable import Media

@Suite("A connection by SRT", .serialized) struct SRTTests {
    private let port = FreePort.ofUDP()

    private func listener(
        _ passphrase: String? = nil, at host: String = "127.0.0.1", port: Int? = nil
    ) -> Input {
        .srtListener(host: host, port: port ?? self.port, passphrase: passphrase)
    }

    private func caller(_ passphrase: String? = nil, to host: String = "127.0.0.1") -> Input {
        .srtCaller(host: host, port: port, passphrase: passphrase, streamID: "saal")
    }

    /// What somebody is told from other threads.
    private final class Told: Sendable {
        private let state = Mutex<(lines: [String], isOver: Bool)>(([], false))
        var lines: [String] { state.withLock { $0.lines } }
        var isOver: Bool { state.withLock { $0.isOver } }
        func add(_ line: String) { state.withLock { $0.lines.append(line) } }
        func end() { state.withLock { $0.isOver = true } }
    }

    private func connect(
        _ input: Input, _ told: Told = Told()
    ) async -> Result<SRTConnection, MediaError> {
        await OwnThread.run {
            Result { () throws(MediaError) in
                try SRTConnection(
                    opening: input, Interruption { told.isOver }, onRefusal: { told.add($0) })
            }
        }
    }

    private func open(_ input: Input, _ told: Told = Told()) async -> Result<Feed, MediaError> {
        await OwnThread.run {
            Result { () throws(MediaError) in
                try Feed(
                    opening: input, ConversionSettings(), isInterrupted: { told.isOver },
                    onConnect: { told.add("connected") }, onRefusal: { told.add($0) })
            }
        }
    }

    @Test(
        "tells how much later frames come than by our own latency, whoever calls",
        arguments: [
            (50, 0, nil), (120, 0, nil), (2_000, 1.88, "holds frames for 2 s: the gate opens"),
            (10_000, 9.88, "The sender's buffer holds frames for 10 s:"),
        ], ["caller", "listener"])
    func lateness(_ row: (latency: Int, seconds: Double, words: String?), _ sender: String)
        async throws
    {
        let sample = try MediaSample()
        defer { sample.remove() }
        let film = try await sample.make("film.ts", ["-t", "4", "-g", "25"])
        let peer = try Peer(
            sending: film, to: port, "mode=\(sender)&latency=\(row.latency * 1_000)")
        defer { peer.stop() }
        let feed = try await open(sender == "caller" ? listener() : caller()).get()
        #expect(abs(feed.lateness - row.seconds) < 0.001, "\(feed.lateness)")
        if let words = row.words {
            #expect(feed.latenessWords?.contains(words) == true, "\(feed.latenessWords ?? "")")
        } else {
            #expect(feed.latenessWords == nil)
        }
        #expect(feed.choices == [])
    }

    @Test("is had again at once on the same port, however it ended, with the listener's passphrase")
    func again() async throws {
        for number in 0..<6 {
            let passphrase = number < 3 ? nil : "geheimgeheim"
            async let here = connect(listener(passphrase))
            async let there = connect(caller(passphrase))
            let (first, second) = (try await here.get(), try await there.get())
            #expect(first.latency == 0.12 && second.latency == 0.12)
        }
        let sample = try MediaSample()
        defer { sample.remove() }
        let film = try await sample.make("film.ts", ["-t", "4", "-g", "25"])
        for _ in 1...2 {
            let peer = try Peer(sending: film, to: port, "mode=caller")
            let feed = try await open(listener()).get()
            peer.stop()
            let error = #expect(throws: MediaError.self) { while try feed.read() != nil {} }
            #expect(error?.code == .interrupted)
        }
    }

    @Test(
        "brings all that was sent before it ended, however long it is held",
        arguments: [120, 2_000])
    func ending(_ latency: Int) async throws {
        let sample = try MediaSample()
        defer { sample.remove() }
        let film = try await sample.make("film.ts", ["-t", "3", "-g", "25"])
        let peer = try Peer(
            sending: film, to: port, "mode=caller&latency=\(latency * 1_000)", isEndless: false)
        defer { peer.stop() }
        let feed = try await open(listener()).get()
        var pictures = 0
        #expect(throws: MediaError.self) {
            while let packets = try feed.read() { pictures += packets.count { $0.isVideo } }
        }
        // The last packets of a process that ends may never leave it; a second is 25 pictures.
        #expect(pictures > 60)
    }

    @Test("is refused for its passphrase; the room that was called is told, and listens on")
    func passphrase() async throws {
        let (told, others, open) = (Told(), Told(), Told())
        // Where it fails, nobody waits for ever.
        defer { for each in [told, others, open] { each.end() } }
        async let other = connect(listener("ganz-woanders", port: FreePort.ofUDP()), others)
        async let here = connect(listener("richtig-und-lang"), told)
        for wrong in ["falsch-und-lang", nil] {
            let refused = await connect(caller(wrong))
            let error = #expect(throws: MediaError.self) { try refused.get() }
            #expect(error?.code == .notFound && error?.cause != nil, "\(error as Any)")
        }
        _ = try await connect(caller("richtig-und-lang")).get()
        _ = try await here.get()
        let lines = told.lines
        #expect(lines.first?.hasPrefix("wrong passphrase: set") == true, "\(lines)")
        #expect(lines.last?.hasPrefix("it sends without the passphrase:") == true, "\(lines)")
        others.end()
        let nobody = await other
        #expect(throws: MediaError.self) { try nobody.get() }
        #expect(others.lines == [])

        async let unsecured = connect(listener(), open)
        _ = await connect(caller("falsch-und-lang"))
        _ = try await connect(caller()).get()
        _ = try await unsecured.get()
        #expect(open.lines.first?.hasPrefix("it has a passphrase") == true, "\(open.lines)")
    }

    @Test("that brings nothing can be let go at any time")
    func silence() async throws {
        let told = Told()
        async let here = open(listener(), told)
        let silent = try await connect(caller()).get()
        while told.lines.isEmpty { await Task.yield() }
        told.end()
        let given = await here
        let error = #expect(throws: MediaError.self) { try given.get() }
        #expect(error?.code == .interrupted && told.lines == ["connected"])
        withExtendedLifetime(silent) {}
        // As can be what waits for somebody to come.
        let waiting = Told()
        async let nobody = connect(listener(), waiting)
        waiting.end()
        let none = await nobody
        #expect(throws: MediaError.self) { try none.get() }
    }

    @Test("goes by IPv6 as by IPv4", arguments: [("::1", "::1"), ("::", "127.0.0.1")])
    func addresses(_ here: String, _ there: String) async throws {
        async let listening = connect(listener(at: here))
        _ = try await connect(caller(to: there)).get()
        _ = try await listening.get()
    }

    @Test("is one at a time, and one room a port")
    func one() async throws {
        async let here = connect(listener())
        let first = try await connect(caller()).get()
        let taken = try await here.get()
        let second = await connect(caller())
        #expect(throws: MediaError.self) { try second.get() }
        withExtendedLifetime((first, taken)) {}
        let told = Told()
        let code = await withTaskGroup(of: MediaError.Code?.self) { group in
            for _ in 1...2 {
                group.addTask {
                    do throws(MediaError) {
                        _ = try await connect(listener(), told).get()
                        return nil
                    } catch {
                        return error.code
                    }
                }
            }
            let first = await group.next()
            told.end()
            return first
        }
        #expect(code == .portInUse)
        // An address that is not this machine's is no port that somebody has.
        let nowhere = await connect(listener(at: "192.0.2.1"))
        let error = #expect(throws: MediaError.self) { try nowhere.get() }
        #expect(error?.code == .notFound)
    }
}
