import Agenda
import Foundation
import Media
import Recording
import Testing

@testable import Ingest

@Suite struct BacklogTests {
    @Test("What waited in a buffer while the gate was closed does not go out when it opens")
    func backlog() async throws {
        let file = try await Sample(seconds: 9, group: 1).file()
        let chamber = Chamber(.file(path: file.path, atRealTime: false))
        try chamber.room.start(Chamber.session)
        _ = try chamber.room.closeGate(by: "test")
        try chamber.room.openGate(by: "test", isAllowed: true)
        try await chamber.ledger.wait { $0.gates == [true, false] }
        let opened = try #require(chamber.room.lock.withLock { chamber.room.beginning?.pressed })
        let feed = try Feed(
            opening: .file(path: file.path, atRealTime: false), ConversionSettings(),
            isInterrupted: { false })
        // The thread that reads was held up: the first 3.5 s came before the gate opened.
        chamber.room.lock.withLock {
            chamber.room.clock.connect()
            chamber.room.clock.observe(0, at: opened - 3.5)
        }
        while let packets = try feed.read() {
            for packet in packets { try chamber.room.take(packet, from: feed) }
        }
        try chamber.room.stop()
        chamber.room.shutdown()
        let entries = chamber.ledger.entries
        _ = try #require(entries.epochs.first)
        let last = try #require(entries.segments(of: .video).last)
        #expect(abs(last.end.seconds - 5) < 0.05)
    }
}
