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
        let feed = try Feed(
            opening: .file(path: file.path, atRealTime: false), ConversionSettings(),
            isInterrupted: { false })
        // All that takes its time is done before the gate opens: an anchor remembers 20 s.
        var waiting: [Packet] = []
        while let packets = try feed.read() { waiting += packets }
        let chamber = Chamber(.file(path: file.path, atRealTime: false))
        try chamber.room.start(Chamber.session)
        try chamber.room.closeGate(by: "test")
        try chamber.room.openGate(by: "test")
        try await chamber.ledger.wait { $0.gates == [true, false] }
        let opened = try #require(chamber.room.status.gateSince)
        // The thread that reads was held up: the first 3.5 s came before the gate opened.
        let anchor = WallAnchor(opened: opened.addingTimeInterval(-3.5), newest: 0)
        for packet in waiting { try chamber.room.take(packet, from: feed, anchor: anchor) }
        try chamber.room.stop()
        chamber.room.shutdown()
        let entries = chamber.ledger.entries
        let epoch = try #require(entries.epochs.first)
        #expect(abs(epoch.wallStart.timeIntervalSince(opened) - 0.5) < 0.1)
        let last = try #require(entries.segments(of: .video).last)
        #expect(abs(last.end.seconds - 5) < 0.05)
    }
}
