import Foundation
import Testing

/// Another program holds the catalogue's lock while a session is live.
@Suite(.serialized) struct LockTests {
    /// What a playlist promises next.
    private struct Hint {
        var sequence: Int
        var part: Int

        init?(_ playlist: String) {
            let pattern = /#EXT-X-PRELOAD-HINT:TYPE=PART,URI="e\d+\/(\d+)\.(\d+)\.m4s"/
            guard let found = playlist.firstMatch(of: pattern), let sequence = Int(found.1),
                let part = Int(found.2)
            else { return nil }
            self.sequence = sequence
            self.part = part
        }

        func reload(_ url: URL) -> URL {
            url.appending(queryItems: [
                URLQueryItem(name: "_HLS_msn", value: String(sequence)),
                URLQueryItem(name: "_HLS_part", value: String(part)),
            ])
        }
    }

    @Test(
        "Live goes on part by part, and the archive has all of it afterwards",
        .timeLimit(.minutes(4)))
    func live() async throws {
        let house = try Installation()
        let (server, base) = try await house.start()
        let session = try await house.startSession()
        let encoder = try await house.encoder()
        let page = base.appending(path: "sessions/\(session)")
        let playlist = page.appending(path: "video/live.m3u8")
        var text = try await WebClient.playlist(playlist, with: 3)
        let viewer = StreamViewer(page.appending(path: "index.m3u8"))
        try await viewer.look()

        let catalogue = house.folder.appending(path: "data/catalogue.sqlite").path
        let lock = try await Program(
            "/usr/bin/python3",
            [Installation.scripts.appending(path: "lock.py").path, catalogue, "15"])
        _ = try await lock.line(containing: "The lock is held.")
        let begin = ContinuousClock.now
        var longest = Duration.zero
        var count = 0
        while begin.duration(to: .now) < .seconds(14) {
            let hint = try #require(Hint(text))
            let asked = ContinuousClock.now
            text = try await WebClient.text(hint.reload(playlist))
            longest = max(longest, asked.duration(to: .now))
            count += 1
            if count == 12 { try await viewer.look() }
        }
        // Parts are of half a second.
        #expect(longest < .seconds(2), "\(longest)")
        #expect(count >= 20, "\(count)")
        #expect(await lock.finish() == 0)
        _ = try await server.line(containing: "Recording goes on: what was missing is stored.")
        #expect(server.lines.count { $0.contains("Another program holds the catalogue") } == 1)
        #expect(!server.lines.contains { $0.contains("free the disk") })
        try await viewer.look()

        await encoder.stop()
        try await house.ratskanal("session", "stop", session)
        try await viewer.look()
        for track in ["video", "audio"] {
            let whole = try await WebClient.text(page.appending(path: "\(track)/session.m3u8"))
            #expect(!whole.contains("#EXT-X-GAP"))
        }
        #expect(try await house.catalogue("SELECT count(*) FROM reserved") == "0")
        #expect(try await house.damage() == "")
        #expect(await server.stop() == 0)
    }

    @Test("Marks that wait for it keep nobody from a page", .timeLimit(.minutes(4)))
    func pages() async throws {
        let room = try await LiveRoom(in: Installation())
        let catalogue = room.house.folder.appending(path: "data/catalogue.sqlite").path
        let lock = try await Program(
            "/usr/bin/python3",
            [Installation.scripts.appending(path: "lock.py").path, catalogue, "8"])
        _ = try await lock.line(containing: "The lock is held.")
        let begin = ContinuousClock.now
        // As many as wait at once, and as one browser sends.
        async let marks = withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<4 {
                group.addTask { try await room.mark("note", #""text": "\#(number)""#).status }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        var longest = Duration.zero
        var count = 0
        while begin.duration(to: .now) < .seconds(7) {
            for path in ["/sessions/\(room.id)", "/api/v1/sessions"] {
                let asked = ContinuousClock.now
                #expect(try await Exchange.of("GET", path, at: room.base).status == 200)
                longest = max(longest, asked.duration(to: .now))
                count += 1
            }
            // As a viewer goes on from page to page.
            try await Task.sleep(for: .milliseconds(50))
        }
        #expect(longest < .seconds(3), "\(longest)")
        #expect(count >= 10, "\(count)")
        #expect(await lock.finish() == 0)
        // Those that waited longest for it may have been refused.
        #expect(try await marks.allSatisfy { $0 == 201 || $0 == 503 })
        #expect(try await room.mark("note", #""text": "5""#).status == 201)
        await room.end()
    }
}
