import Foundation
import HLSChecker
import Testing

@Suite struct DeltaTests {
    /// What a client asks for next: the part that the playlist hints at.
    private func next(_ playlist: String) throws -> String {
        let hint = try #require(playlist.firstMatch(of: /PRELOAD-HINT.*\/([0-9]+)\.([0-9]+)\.m4s/))
        return "_HLS_msn=\(hint.output.1)&_HLS_part=\(hint.output.2)&_HLS_skip=v2"
    }

    /// What stands behind the segments: the hint, and how far the siblings are.
    private func end(_ playlist: String) -> [Substring] {
        playlist.split(separator: "\n").filter {
            $0.hasPrefix("#EXT-X-PRELOAD-HINT") || $0.hasPrefix("#EXT-X-RENDITION-REPORT")
        }
    }

    @Test(
        "Who blocks for delta updates has the playlist each time, and the whole one at the end",
        .timeLimit(.minutes(15)))
    func live() async throws {
        let house = try Installation()
        let (server, base) = try await house.start()
        let id = try await house.startSession(agenda: "TOP;Titel\n1;Haushalt\n")
        let encoder = try await house.encoder()
        let path = "/sessions/\(id)/video/session.m3u8"
        var client = MergingClient()
        let begin = try await WebClient.playlist(base.appending(path: path), with: 1)
        let isWhole = client.take(begin)
        #expect(isWhole)
        let title = "X-ORG-RATSKANAL-TITLE=\"TOP 1 Haushalt\""
        var updates = 0
        var comparisons = 0
        // Where media come late the item is announced when they are there.
        while updates < 24 || !client.text.contains(title) {
            let answer = try await Exchange.of("\(path)?\(try next(client.text))", at: base)
            #expect(answer.status == 200)
            #expect(answer.headers["cache-control"] == "public, max-age=24")
            #expect(PlaylistCheck.findings(in: answer.text) == [])
            let isKnown = client.take(answer.text)
            #expect(isKnown, "\(answer.text)")
            if answer.text.contains("#EXT-X-SKIP:") { updates += 1 }
            if updates == 8 { try await house.ratskanal("tag", "item", "1") }
            let whole = try await Exchange.of(path, at: base)
            #expect(!whole.text.contains("#EXT-X-SKIP:"))
            // The next part, or the sound's, may have come between the two.
            guard end(whole.text) == end(client.text), updates != 8 else { continue }
            comparisons += 1
            #expect(client.equals(whole.text), "\(client.text)\n\(whole.text)")
        }
        #expect(comparisons > 12)
        #expect(client.text.contains(title))
        let viewer = StreamViewer(base.appending(path: "sessions/\(id)/index.m3u8"))
        try await viewer.look()
        try await StreamViewer(base.appending(path: "live/saal/index.m3u8")).look()
        let plain = try await Exchange.of("\(path)?_HLS_skip=YES", at: base)
        #expect(plain.headers["cache-control"] == "no-cache")
        #expect(plain.text.contains("#EXT-X-SKIP:SKIPPED-SEGMENTS="))
        #expect(!plain.text.contains("RECENTLY-REMOVED-DATERANGES"))
        let other = try await Exchange.of("\(path)?_HLS_skip=v3", at: base)
        #expect(!other.text.contains("#EXT-X-SKIP"))

        #expect(await encoder.stop() == 0)
        try await house.ratskanal("session", "stop", id)
        let ended = try await Exchange.of("\(path)?_HLS_skip=v2", at: base)
        #expect(!ended.text.contains("#EXT-X-SKIP"))
        #expect(ended.text.hasSuffix("#EXT-X-ENDLIST\n"))
        try await viewer.look()
        #expect(await server.stop() == 0)
    }
}
