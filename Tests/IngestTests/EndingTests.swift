import Agenda
import Foundation
import Ingest
import Media
import Recording
import Testing

@Suite struct EndingTests {
    @Test("Stopping and shutting down store all that has come and complete every segment")
    func flushes() async throws {
        let file = try await Sample(seconds: 40, group: 1).file()
        for isStop in [true, false] {
            let chamber = Chamber(.file(path: file.path, atRealTime: true))
            try chamber.room.start(Chamber.session)
            chamber.room.run()
            let begin = Date()
            try await chamber.ledger.wait { $0.parts(of: .video).count > 1 }
            // At real time, as a camera would: not earlier than it happened.
            #expect(Date().timeIntervalSince(begin) > 0.9)
            if isStop { try chamber.room.stop() } else { chamber.room.shutdown() }
            let entries = chamber.ledger.entries
            #expect(chamber.store.calls.last == .close)
            #expect(Set(entries.segments.map(\.sequence)) == Set(entries.parts.map(\.sequence)))
            let stored = entries.segments(of: .video).map { $0.location == nil }
            #expect(!stored.contains(true))
            chamber.room.shutdown()
            chamber.room.shutdown()
            #expect(chamber.ledger.entries.parts.count == entries.parts.count)
        }
    }

    @Test("A room that records nothing refuses to stop, to close and to open")
    func refuses() throws {
        let chamber = Chamber(.file(path: "/nowhere", atRealTime: false))
        for call in [
            chamber.room.stop, { _ = try chamber.room.closeGate(by: "") },
            { try chamber.room.openGate(by: "", isAllowed: true) },
            { _ = try chamber.room.startBreak(by: "") }, { _ = try chamber.room.endBreak(by: "") },
        ] {
            #expect {
                try call()
            } throws: {
                ($0 as? IngestError)?.code == .notRecording
            }
        }
        try chamber.room.start(Chamber.session)
        try chamber.room.start(Chamber.session)
        let other = try #require(SessionID(rawValue: "2026-11-21-stadtrat"))
        #expect {
            try chamber.room.start(other)
        } throws: {
            ($0 as? IngestError)?.code == .alreadyRecording
        }
        try chamber.room.stop()
        chamber.room.shutdown()
        // Too late, and no wait for ever.
        #expect(throws: IngestError.self) { try chamber.room.stop() }
    }
}
