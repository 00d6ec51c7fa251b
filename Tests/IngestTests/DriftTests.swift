import Foundation
import Media
import Recording
import Testing

@testable import Ingest

@Suite("Sound whose clock is not the picture's") struct DriftTests {
    /// Frames of sound in four hours.
    private static let frames = 4 * 3_600 * 48_000 / 1_024

    @Test(
        "stays within 20 ms of its timestamps for four hours, whatever their rounding",
        arguments: [200.0, -200, 20, 0], [48_000.0, 44_100, 32_000])
    func corrects(_ millionths: Double, _ rate: Double) {
        var drift = SoundDrift(frameSize: 1_024)
        var position = 0.0
        var farthest = 0.0
        var corrections = 0
        for frame in 0..<Self.frames {
            let exact = Double(frame) * 1_024 * (1 + millionths / 1_000_000)
            // Timestamps in milliseconds.
            let given = ((exact / rate * 1_000).rounded() / 1_000 * rate).rounded()
            let correction = drift.correction(of: Int64(given - position))
            switch correction {
            case .none: position += 1_024
            case .repeatFrame: position += 2_048
            case .leaveOut: break
            case .fill: Issue.record("nothing was lost")
            }
            if correction != .none { corrections += 1 }
            if correction != .leaveOut {
                farthest = max(farthest, abs(position - 1_024 - exact))
            }
        }
        #expect(farthest / rate <= 0.02, "\(farthest / rate * 1_000) ms")
        let expected = Double(Self.frames) * abs(millionths) / 1_000_000
        #expect(abs(Double(corrections) - expected) <= 1)
    }

    /// RATSKANAL_DRIFT_HOURS=4 records four hours in the second row too, which takes long.
    private static let hours =
        ProcessInfo.processInfo.environment["RATSKANAL_DRIFT_HOURS"].flatMap(Double.init) ?? 0.1

    struct Row: CustomTestStringConvertible, Sendable {
        var name: String
        var sample: Sample
        var hours: Double
        var testDescription: String { name }
    }

    static let rows = [
        Row(
            name: "passed on, four hours",
            sample: Sample(
                seconds: 64, rate: "5", group: 2, size: "64x36", container: "ts",
                isFlashing: true, more: ["-b:a", "32k"]),
            hours: 4),
        Row(
            name: "converted",
            sample: Sample(
                seconds: 72, rate: "5", group: 2, size: "64x36", container: "ts",
                isFlashing: true, more: ["-pix_fmt", "yuv422p", "-c:a", "mp2"]),
            hours: hours),
    ]

    @Test("is together with it at the end as at the beginning", arguments: rows)
    func records(_ row: Row) async throws {
        let file = try await row.sample.file()
        let long = try Sample.temporaryFile("ts")
        let slow = try Sample.temporaryFile("ts")
        let count = Int((row.hours * 3_600 / row.sample.seconds).rounded(.up))
        // Pictures and timestamps are slower by 200 ppm than the samples say.
        for arguments in [
            ["-stream_loop", "\(count - 1)", "-i", file.path, "-c", "copy", long.path],
            [
                "-i", long.path, "-c", "copy", "-bsf:v", "setts=ts=TS*1.0002", "-bsf:a",
                "setts=ts=TS*1.0002", slow.path,
            ],
        ] {
            let made = try await Tool.run("ffmpeg", ["-v", "error"] + arguments)
            try #require(made.status == 0, "\(made.errors)")
        }
        try FileManager.default.removeItem(at: long)
        let (entries, _) = try await Chamber.record(slow, within: 4_000)
        try FileManager.default.removeItem(at: slow)
        #expect(entries.epochs.count == 1)
        let end = try #require(entries.segments(of: .video).last).end.seconds
        #expect(abs(end - row.hours * 3_600) < 200)
        let sequences = entries.segments(of: .video).map(\.sequence)
        for part in [sequences.prefix(16), sequences.suffix(16)] {
            let signals = try await Signals(of: entries, sequences: Set(part))
            #expect(signals.flashes.count > 50)
            #expect(signals.distance < 0.021, "\(signals)")
        }
    }
}
