import Foundation
import LocalPorts
import Recording
import Testing

@testable import Media

@Suite("HLS that is fetched", .serialized) struct HLSTests {
    @Test(
        "is as late as three target durations and its longest segment",
        arguments: [
            ("#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXTINF:6.000,\na.ts\n#EXTINF:4,\nb.ts\n", 24),
            ("#EXTM3U\r\n#EXT-X-TARGETDURATION: 2 \r\n#EXTINF:1.5,Titel\r\na.ts\r\n", 7.5),
            ("#EXTM3U\n#EXT-X-TARGETDURATION:10\n", 40),
            ("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\na.m3u8\n", nil),
            ("#EXT-X-TARGETDURATION:many\n#EXTINF:inf,\n", nil), ("", nil), ("<html>", nil),
        ])
    func facts(_ text: String, _ lateness: Double?) {
        #expect(PlaylistFacts(text).lateness == lateness)
    }

    @Test("has the variants that it lists, with their highest bandwidths")
    func variants() {
        let text = """
            #EXTM3U
            #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="Saal",URI="saal.m3u8"
            #EXT-X-STREAM-INF:AVERAGE-BANDWIDTH=7,BANDWIDTH=100000,RESOLUTION=160x90,AUDIO="a"

            # a comment
            low/i.m3u8
            #EXT-X-STREAM-INF:RESOLUTION=320x180, BANDWIDTH=900000
            hi/i.m3u8
            #EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1,URI="frames.m3u8"
            stray.m3u8
            """
        let facts = PlaylistFacts(text)
        #expect(facts.variants.map(\.uri) == ["low/i.m3u8", "hi/i.m3u8"])
        #expect(facts.variants.map(\.bandwidth) == [100_000, 900_000])
    }

    /// A folder with streams, and who publishes it.
    private struct Publisher {
        private static let script = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Peers/growing.py").path

        let sample: MediaSample
        let server: Peer
        let base: String

        init(_ streams: [(name: String, size: String)], length: Int) async throws {
            sample = try MediaSample()
            for (name, size) in streams {
                try FileManager.default.createDirectory(
                    at: sample.folder.appending(path: name), withIntermediateDirectories: true)
                _ = try await sample.make(
                    "\(name)/i.m3u8",
                    [
                        "-t", "\(20 * length)", "-s", size, "-force_key_frames",
                        "expr:gte(t,n_forced*\(length))", "-f", "hls", "-hls_time", "\(length)",
                        "-hls_list_size", "0", "-hls_flags", "omit_endlist",
                    ])
            }
            let port = FreePort.ofTCP()
            base = "http://127.0.0.1:\(port)"
            server = try Peer(
                [
                    "python3", Self.script, sample.folder.path, "\(port)",
                ])
        }

        /// Waits until it is there.
        func open(_ name: String) async throws -> Feed {
            let url = try #require(StreamURL("\(base)/\(name)", schemes: ["http"]))
            while true {
                let result = await OwnThread.run {
                    Result { () throws(MediaError) in
                        try Feed(
                            opening: .hls(url), ConversionSettings(), isInterrupted: { false })
                    }
                }
                if case .failure(let error) = result, error.code == .notFound,
                    error.cause == "Connection refused"
                {
                    await Task.yield()
                    continue
                }
                return try result.get()
            }
        }

        func end() {
            server.stop()
            sample.remove()
        }
    }

    @Test("says how late it is by its own playlist")
    func lateness() async throws {
        let publisher = try await Publisher([("saal", "160x96")], length: 6)
        defer { publisher.end() }
        let feed = try await publisher.open("saal/i.m3u8")
        #expect(abs(feed.lateness - 24) < 0.1, "\(feed.lateness)")
        let words = try #require(feed.latenessWords)
        #expect(words.hasPrefix("Its segments let frames come up to 24"), "\(words)")
        #expect(feed.choices == [])
    }

    @Test(
        "is taken with its largest picture, then its highest bandwidth, whatever the order",
        arguments: [
            ["low", "hi", "best"], ["best", "hi", "low"], ["hi", "best", "low"],
        ])
    func ladder(_ order: [String]) async throws {
        let publisher = try await Publisher(
            [("low", "160x90"), ("hi", "320x180"), ("best", "320x180")], length: 2)
        defer { publisher.end() }
        let bandwidths = ["low": 950_000, "hi": 600_000, "best": 900_000]
        let lines = order.map {
            "#EXT-X-STREAM-INF:BANDWIDTH=\(bandwidths[$0] ?? 0)\n\($0)/i.m3u8\n"
        }
        _ = try publisher.sample.write(
            Array(("#EXTM3U\n" + lines.joined()).utf8), as: "master.m3u8")
        let feed = try await publisher.open("master.m3u8")
        guard case .video(320, 180, _) = feed.video.format else {
            Issue.record("\(feed.video.format)")
            return
        }
        #expect(
            feed.choices == [
                "The picture of 320x180 (900 kbit/s) is taken.",
                "The picture of 320x180 (600 kbit/s) is left.",
                "The picture of 160x90 (950 kbit/s) is left.",
            ])
        #expect(abs(feed.lateness - 8) < 0.1, "\(feed.lateness)")
        var tracks: Set<TrackID> = []
        for _ in 0..<100 { tracks.formUnion(try feed.read()?.map(\.track) ?? []) }
        #expect(tracks == [.video, .audio])
    }

    @Test("is taken to be late where nobody can read how much")
    func unreadable() throws {
        let url = try #require(StreamURL("http://a.example/i.m3u8", schemes: ["http"]))
        let lateness = Lateness(ofPlaylistAt: url, bandwidth: nil) { _ in nil }
        #expect(lateness.seconds == 40)
        #expect(lateness.words?.hasPrefix("Its playlist does not tell how late it is") == true)
    }
}
