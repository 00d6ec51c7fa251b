import Foundation
import Ingest
import LocalPorts
import Media
import Recording
import Testing

@Suite("Picture and sound", .serialized) struct SynchronyTests {
    @Test(
        "Flash and beep are together from the start and after three reconnects",
        arguments: RateTests.rates)
    func reconnects(_ name: String, _ rate: String) async throws {
        async let low: Void = reconnect(rate, 44_100)
        async let high: Void = reconnect(rate, 48_000)
        _ = try await (low, high)
    }

    private func reconnect(_ rate: String, _ sampleRate: Int) async throws {
        let sample = Sample(
            seconds: 5.6, rate: rate, group: 1, bFrames: 2, sampleRate: sampleRate,
            size: "64x36", container: "ts", isFlashing: true)
        let file = try await sample.file()
        let port = FreePort.ofUDP()
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
        // Pictures follow one another where they are shown, and so does the sound. How long the
        // last one of a variable rate is shown, nobody says; the sound may reach a little further.
        let tolerance = rate == "variable" ? 0.1 : 0.03
        for (segment, next) in zip(
            entries.segments(of: .video), entries.segments(of: .video).dropFirst())
        {
            #expect(abs(next.start.seconds - segment.end.seconds) < tolerance)
        }
        for epoch in entries.epochs.map(\.number) {
            // What an encoder sends just before it ends may be lost with it, sound before pictures.
            let whole = entries.segments(of: .video).filter { $0.epoch == epoch }.dropLast()
            let signals = try await Signals(
                of: entries, epoch: epoch, sequences: Set(whole.map(\.sequence)))
            #expect(signals.flashes.count == 4, "\(sampleRate) Hz, epoch \(epoch): \(signals)")
            #expect(signals.distance <= 0.02, "\(sampleRate) Hz, epoch \(epoch): \(signals)")
        }
    }
}
