import Foundation
import Ingest
import Media
import Recording
import Testing

@Suite("Picture and sound", .serialized) struct SynchronyTests {
    struct Row: CustomTestStringConvertible, Sendable {
        var name: String
        var sample: Sample
        var testDescription: String { name }
    }

    static let rows = RateTests.rates.flatMap { rate in
        [44_100, 48_000].map { (sampleRate: Int) in
            Row(
                name: "\(rate.0) frames, \(sampleRate) Hz",
                sample: Sample(
                    seconds: 5.6, rate: rate.1, group: 1, bFrames: 2, sampleRate: sampleRate,
                    size: "64x36", container: "ts", isFlashing: true))
        }
    }

    @Test(
        "Flash and beep are together from the start and after three reconnects", arguments: rows)
    func reconnects(_ row: Row) async throws {
        let file = try await row.sample.file()
        let port = Encoder.freePort()
        let chamber = Chamber(.srtListener(host: "127.0.0.1", port: port, passphrase: nil))
        try chamber.room.start(Chamber.session)
        chamber.room.run()
        for count in 1...4 {
            let encoder = try Encoder(file, to: port, speed: 4)
            try await chamber.ledger.wait { $0.lost == count }
            encoder.stop()
        }
        try chamber.room.stop()
        chamber.room.shutdown()
        let entries = chamber.ledger.entries
        #expect(entries.epochs.map(\.initEpoch) == [1, 1, 1, 1])
        // Pictures follow one another where they are shown, and so does the sound.
        for (segment, next) in zip(
            entries.segments(of: .video), entries.segments(of: .video).dropFirst())
        {
            #expect(abs(next.start.seconds - segment.end.seconds) < 0.03)
        }
        for epoch in entries.epochs.map(\.number) {
            let flashes = try await Self.flashes(in: entries.file(of: .video, epoch: epoch))
            let beeps = try await Self.beeps(in: entries.file(of: .audio, epoch: epoch))
            #expect(flashes.count == 5, "epoch \(epoch): \(flashes)")
            for flash in flashes {
                let distance = beeps.map { abs($0 - flash) }.min() ?? .infinity
                #expect(distance <= 0.02, "epoch \(epoch): \(flash) of \(flashes), \(beeps)")
            }
        }
    }

    /// Seconds on the session's timeline at which the picture becomes bright.
    private static func flashes(in file: URL) async throws -> [Double] {
        let key = "lavfi.signalstats.YAVG"
        let levels = try await Tool.levels(
            of: file, ["-vf", "signalstats,metadata=print:key=\(key):file=-"], key: key)
        return onsets(in: levels, above: 128)
    }

    /// Seconds on the session's timeline at which a tone begins, by the millisecond.
    private static func beeps(in file: URL) async throws -> [Double] {
        let key = "lavfi.astats.Overall.Peak_level"
        let filter =
            "asetnsamples=n=48:p=0,astats=metadata=1:reset=1,ametadata=print:key=\(key):file=-"
        return onsets(in: try await Tool.levels(of: file, ["-af", filter], key: key), above: -12)
    }

    /// Where a level rises that was low for at least a tenth of a second.
    private static func onsets(
        in levels: [(time: Double, level: Double)], above limit: Double
    ) -> [Double] {
        var found: [Double] = []
        var high = levels.first?.time ?? 0
        for (time, level) in levels where level > limit {
            if time - high > 0.1 { found.append(time) }
            high = time
        }
        return found
    }
}
