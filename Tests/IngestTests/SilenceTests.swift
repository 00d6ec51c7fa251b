import Foundation
import LocalPorts
import Media
import Recording
import Testing

@testable import Ingest

@Suite("Where no sound comes") struct SilenceTests {
    struct Row: CustomTestStringConvertible, Sendable {
        var name: String
        var seconds: Double
        var arguments: [String]
        /// From when to when it sounds.
        var tones: [ClosedRange<Double>]
        var hasSound = true
        var testDescription: String { name }
    }

    static let rows = [
        Row(name: "never", seconds: 9, arguments: [], tones: [], hasSound: false),
        Row(
            name: "not before 6 s", seconds: 14, arguments: ["-af", "asetpts=PTS+6/TB"],
            tones: [6...14]),
        Row(
            name: "not before 17 s", seconds: 24, arguments: ["-af", "asetpts=PTS+17/TB"],
            tones: [17...24]),
        Row(
            name: "not before 0.3 s", seconds: 9, arguments: ["-af", "asetpts=PTS+0.3/TB"],
            tones: [0.3...9]),
        Row(
            name: "not from 3 to 15 s", seconds: 21,
            arguments: ["-bsf:a", "noise=drop=between(pts*tb\\,3\\,15)"], tones: [0...3, 15...21]),
        Row(
            name: "no more after 3 s", seconds: 9,
            arguments: ["-bsf:a", "noise=drop=gt(pts*tb\\,3)"], tones: [0...3]),
        Row(
            name: "not for some frames", seconds: 9,
            arguments: ["-bsf:a", "noise=drop=between(pts*tb\\,3\\,3.2)"],
            tones: [0...3, 3.2...9]),
        Row(
            name: "not from 3 to 6 s, converted", seconds: 9,
            arguments: ["-c:a", "mp2", "-bsf:a", "noise=drop=between(pts*tb\\,3\\,6)"],
            tones: [0...3, 6...9]),
    ]

    @Test(
        "silence is there instead, without a hole, and what sounds is in its place",
        arguments: rows, ["mp4", "ts"])
    func fills(_ row: Row, _ container: String) async throws {
        let sample = Sample(
            seconds: row.seconds, sampleRate: row.hasSound ? 48_000 : nil, more: row.arguments)
        let file = try Sample.temporaryFile(container)
        let packed = try await Tool.run(
            "ffmpeg", ["-v", "error", "-i", sample.file().path, "-c", "copy", file.path])
        try #require(packed.status == 0, "\(packed.errors)")
        let (entries, _) = try await Chamber.record(file)
        #expect(entries.epochs.count == 1)
        try await check(entries, row.tones)
    }

    private func check(
        _ entries: Ledger.Entries, _ tones: [ClosedRange<Double>], before end: Double = .infinity
    ) async throws {
        #expect(entries.epochs.allSatisfy { $0.tracks.map(\.id) == [.video, .audio] })
        let video = entries.segments(of: .video)
        let audio = entries.segments(of: .audio)
        #expect(audio.map(\.sequence) == video.map(\.sequence))
        #expect(audio.allSatisfy { $0.location != nil })
        for (segment, next) in zip(audio, audio.dropFirst()) {
            #expect(next.start.value == segment.end.value)
        }
        let ends = [video, audio].compactMap(\.last?.end.seconds)
        #expect(abs(ends[0] - ends[1]) < 0.1, "\(ends)")
        let file = try entries.file(of: .audio)
        #expect(try await Tool.complaints(about: file) == "")
        let found = try await Signals.tones(in: file).filter { $0.lowerBound < end }
        #expect(found.count == tones.count, "\(found)")
        for (found, expected) in zip(found, tones) {
            // A decoder that nobody has told of the sound needs some frames to know it.
            let late = expected.lowerBound > 15 ? 0.25 : 0.06
            #expect(abs(found.lowerBound - expected.lowerBound) < late, "\(found)")
            // The last, unfinished packet of MPEG-TS may be gone with what comes after it.
            #expect(abs(found.upperBound - expected.upperBound) < 0.35, "\(found)")
        }
    }

    @Test("Sound of a live stream that comes after it was opened is heard, in the same track")
    func lateLive() async throws {
        let sample = Sample(
            seconds: 24, size: "64x36",
            more: ["-bsf:a", "noise=drop=lt(pts*tb\\,17)"])
        let port = FreePort.ofUDP()
        let chamber = Chamber(
            .srtListener(host: "127.0.0.1", port: port, passphrase: nil), stallLimit: 30)
        try chamber.room.start(Chamber.session)
        chamber.room.run()
        let encoder = try Encoder(await sample.file(), to: port, speed: 2, isEndless: true)
        try await chamber.ledger.wait { entries in
            entries.segments(of: .audio).contains { $0.end.seconds > 24.5 }
        }
        encoder.stop()
        try chamber.room.stop()
        chamber.room.shutdown()
        let entries = chamber.ledger.entries
        #expect(entries.epochs.count == 1)
        // By when it is stopped the encoder may have begun anew.
        try await check(entries, [17...24], before: 30)
    }
}
