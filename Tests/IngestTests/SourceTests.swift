import Foundation
import Glibc
import Ingest
import LocalPorts
import Media
import Recording
import Testing

@Suite("A room's input") struct SourceTests {
    enum Kind: String, CaseIterable, Sendable {
        case srtCaller, udp, rtsp, hls
    }

    /// What listens or sends at the other end, and what it needs to.
    struct Peer {
        let input: Input
        private let commands: [[String]]
        private var programs: [Encoder] = []

        static let script = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Peers/peer.py").path

        static func sample() async throws -> URL {
            try await Sample(seconds: 30, group: 1, container: "ts").file()
        }

        /// `flips`: bytes in a thousand packets that are damaged on the way.
        init(_ kind: Kind, flips: Int = 0) async throws {
            let file = try await Self.sample()
            let port = (kind == .rtsp || kind == .hls ? FreePort.ofTCP() : FreePort.ofUDP())
            let endless = ["ffmpeg", "-v", "error", "-re", "-stream_loop", "-1", "-i", file.path]
            // Damage in what the container carries: the container itself is made anew.
            let noise = flips == 0 ? [] : ["-bsf:v", "noise=amount=\(flips * 100)"]
            switch kind {
            case .srtCaller:
                input = .srtCaller(
                    host: "127.0.0.1", port: port, passphrase: "geheimgeheim", streamID: "saal")
                commands = [
                    endless + ["-c", "copy"] + noise + [
                        "-f", "mpegts",
                        "srt://127.0.0.1:\(port)?mode=listener&passphrase=geheimgeheim",
                    ]
                ]
            case .udp:
                input = .udp(host: "127.0.0.1", port: port)
                commands = [["python3", Self.script, "udp", file.path, "\(port)", "\(flips)"]]
            case .rtsp:
                let text = "rtsp://127.0.0.1:\(port)/saal"
                input = .rtsp(try #require(StreamURL(text, schemes: ["rtsp"])))
                let damaged = flips == 0 ? file : try await Self.damaged(file, noise)
                commands = [
                    [
                        "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "env",
                        "HOME=/tmp", "cvlc", "--quiet", "--loop", damaged.path, "--sout",
                        "#rtp{sdp=\(text)}", "--sout-keep",
                    ]
                ]
            case .hls:
                let folder = try Sample.temporaryFile("hls")
                try FileManager.default.createDirectory(
                    at: folder, withIntermediateDirectories: true)
                let text = "http://127.0.0.1:\(port)/index.m3u8"
                input = .hls(try #require(StreamURL(text, schemes: ["http"])))
                commands = [
                    endless + [
                        "-c", "copy", "-f", "hls", "-hls_time", "1", "-hls_list_size", "5",
                        "-hls_flags", "delete_segments", folder.path + "/index.m3u8",
                    ],
                    ["python3", Self.script, "http", folder.path, "\(port)", "\(flips)"],
                ]
            }
        }

        private static func damaged(_ file: URL, _ noise: [String]) async throws -> URL {
            let damaged = try Sample.temporaryFile("ts")
            let made = try await Tool.run(
                "ffmpeg", ["-v", "error", "-i", file.path, "-c", "copy"] + noise + [damaged.path])
            try #require(made.status == 0, "\(made.errors)")
            return damaged
        }

        mutating func start() throws {
            programs = try commands.map { try Encoder(running: $0) }
        }

        mutating func stop() {
            for program in programs { program.stop() }
            programs = []
        }
    }

    private func chamber(_ input: Input) throws -> Chamber {
        let chamber = Chamber(input, stallLimit: 2)
        try chamber.room.start(Chamber.session)
        chamber.room.run()
        return chamber
    }

    @Test(
        "is recorded, and again when it comes back after it was cut", .serialized,
        arguments: Kind.allCases)
    func returns(_ kind: Kind) async throws {
        var peer = try await Peer(kind)
        // It comes before its peer is there.
        let chamber = try chamber(peer.input)
        for count in 1...2 {
            try peer.start()
            try await chamber.ledger.wait {
                $0.epochs.count >= count
                    && $0.segments(of: .video).count { $0.epoch == count } >= 1
            }
            peer.stop()
            try await chamber.ledger.wait { $0.lost == count }
        }
        try chamber.room.stop()
        chamber.room.shutdown()
        let entries = chamber.ledger.entries
        // By the others the last frame may come in part.
        for track in [TrackID.video, .audio] where kind == .srtCaller || kind == .hls {
            let complaints = try await Tool.complaints(about: entries.file(of: track))
            #expect(complaints == "")
        }
        #expect(entries.epochs.map(\.initEpoch) == [1, 1])
        #expect(entries.log.count < 20, "\(entries.log)")
        #expect(entries.log.allSatisfy { !$0.contains("geheim") })
    }

    @Test(
        "goes on as it can where bytes are damaged, and says little", .serialized,
        arguments: Kind.allCases)
    func damage(_ kind: Kind) async throws {
        var peer = try await Peer(kind, flips: 20)
        try peer.start()
        let chamber = try chamber(peer.input)
        try await chamber.ledger.wait { $0.parts(of: .video).count > 12 }
        peer.stop()
        try await chamber.ledger.wait { $0.inputs.last == false }
        chamber.room.shutdown()
        #expect(chamber.ledger.entries.log.count < 40, "\(chamber.ledger.entries.log)")
    }

    struct Wrong: CustomTestStringConvertible, Sendable {
        var kind: Kind
        var command: [String]
        var words: String
        var testDescription: String { "\(kind): \(command[0])" }
    }

    static let wrong = [
        Wrong(kind: .udp, command: ["noise"], words: "cannot be read"),
        Wrong(kind: .rtsp, command: ["banner"], words: "no video that can be read"),
        Wrong(kind: .rtsp, command: ["html"], words: "no video that can be read"),
        Wrong(kind: .hls, command: ["banner"], words: "cannot be reached"),
        Wrong(kind: .hls, command: ["html"], words: "no video that can be read"),
        Wrong(kind: .srtCaller, command: ["noise"], words: "cannot be reached"),
    ]

    @Test(
        "says in one sentence what is wrong at the right port, and takes what is right later",
        arguments: wrong)
    func wrongKind(_ row: Wrong) async throws {
        var peer = try await Peer(row.kind)
        let port = try #require(peer.input.description.firstMatch(of: /:([0-9]+)/)).1
        let other = try Encoder(
            running: ["python3", Peer.script] + row.command + [String(port)])
        await other.ready()
        let chamber = try chamber(peer.input)
        try await chamber.ledger.wait { $0.log.contains { $0.contains(row.words) } }
        other.stop()
        try peer.start()
        try await chamber.ledger.wait { !$0.parts.isEmpty }
        peer.stop()
        chamber.room.shutdown()
        #expect(chamber.ledger.entries.log.count < 8, "\(chamber.ledger.entries.log)")
    }

    @Test("is no live stream where a playlist has ended, and that is said")
    func ended() async throws {
        let folder = try Sample.temporaryFile("hls")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let port = FreePort.ofTCP()
        let made = try await Tool.run(
            "ffmpeg",
            [
                "-v", "error", "-i", try await Peer.sample().path, "-c", "copy", "-f", "hls",
                "-hls_playlist_type", "vod", folder.path + "/index.m3u8",
            ])
        try #require(made.status == 0)
        let server = try Encoder(
            running: ["python3", Peer.script, "http", folder.path, "\(port)"])
        let url = try #require(
            StreamURL("http://127.0.0.1:\(port)/index.m3u8", schemes: ["http"]))
        let chamber = try chamber(.hls(url))
        try await chamber.ledger.wait { $0.log.contains { $0.contains("has ended") } }
        server.stop()
        chamber.room.shutdown()
        #expect(chamber.ledger.entries.parts.isEmpty)
    }

    @Test("is let go where it sends a minute in less, as no camera does")
    func tooFast() async throws {
        let file = try await Sample(
            seconds: 400, rate: "5", group: 2, size: "64x36", container: "ts"
        ).file()
        let port = FreePort.ofUDP()
        let chamber = try chamber(.srtListener(host: "127.0.0.1", port: port, passphrase: nil))
        let encoder = try Encoder(file, to: port, speed: 60)
        try await chamber.ledger.wait { $0.log.contains { $0.contains("faster than time") } }
        encoder.stop()
        chamber.room.shutdown()
    }
}
