import Foundation
import Media
import Recording
import Testing

@Suite struct FragmentTests {
    struct Row: CustomTestStringConvertible, Sendable {
        var name: String
        var arguments: [String]
        var codecs: [String]
        var testDescription: String { name }
    }

    static let rows = [
        Row(
            name: "Constrained Baseline",
            arguments: ["-profile:v", "baseline", "-level", "3.1"],
            codecs: ["avc1.42c01f", "mp4a.40.2"]),
        Row(
            name: "Main", arguments: ["-profile:v", "main", "-preset", "fast", "-level", "4.0"],
            codecs: ["avc1.4d4028", "mp4a.40.2"]),
        Row(
            name: "High", arguments: ["-profile:v", "high", "-preset", "fast", "-level", "3.0"],
            codecs: ["avc1.64001e", "mp4a.40.2"]),
        Row(
            name: "no sound",
            arguments: ["-profile:v", "main", "-preset", "fast", "-an", "-level", "3.0"],
            codecs: ["avc1.4d401e"]),
    ]

    /// The tracks of a film, with how they would be written.
    private func tracks(_ path: String) throws -> [FragmentMuxer] {
        let demuxer = try Demuxer(
            opening: .file(path: path, atRealTime: false), isInterrupted: { false })
        let video = try FragmentMuxer(demuxer.video, track: .video, number: 1, object: path)
        let audio = try demuxer.audio.map {
            try FragmentMuxer($0, track: .audio, number: 2, object: path)
        }
        return [video] + (audio.map { [$0] } ?? [])
    }

    @Test("RFC 6381 names are those of the stream, in MP4 and in MPEG-TS", arguments: rows)
    func codecs(_ row: Row) async throws {
        let sample = try MediaSample()
        defer { sample.remove() }
        for name in ["a.mp4", "a.ts"] {
            let path = try await sample.make(name, row.arguments)
            #expect(try tracks(path).map(\.track.codec) == row.codecs)
        }
    }

    @Test("The same parameters give the same init section, byte for byte")
    func sameBytes() async throws {
        let sample = try MediaSample()
        defer { sample.remove() }
        let short = try tracks(await sample.make("a.ts", ["-t", "1"]))
        let long = try tracks(await sample.make("b.ts", ["-t", "2"]))
        #expect(short.map(\.track) == long.map(\.track))
        let other = try tracks(await sample.make("c.ts", ["-s", "320x192", "-ac", "2"]))
        #expect(zip(short, other).allSatisfy { $0.track.initSection != $1.track.initSection })
    }

    @Test("A track says its size, rate and timescale")
    func formats() async throws {
        let sample = try MediaSample()
        defer { sample.remove() }
        let path = try await sample.make("a.ts", ["-ar", "44100", "-ac", "2", "-vf", "fps=50"])
        let found = try tracks(path).map(\.track)
        #expect(found.map(\.timescale) == [90_000, 44_100])
        #expect(
            found.map(\.format) == [
                .video(width: 160, height: 96, frameRate: 50),
                .audio(sampleRate: 44_100, channels: 2),
            ])
    }
}
