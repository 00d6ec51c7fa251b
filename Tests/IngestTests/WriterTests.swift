import Agenda
import Foundation
import Recording
import Synchronization
import Testing

@testable import Ingest

@Suite("Nothing waits for the store") struct WriterTests {
    @Test("As long as the store keeps up, what is announced is stored")
    func keepsUp() throws {
        let rig = try WriterRig()
        rig.add(.epoch(WriterRig.epoch()))
        rig.add(segments: 0..<3)
        try rig.settle()
        rig.writer.stop()
        let entries = rig.ledger.entries
        #expect(entries.parts.count == 24)
        #expect(entries.parts.allSatisfy { $0.part.location != nil })
        #expect(entries.segments.map(\.sequence) == [0, 0, 1, 1, 2, 2])
        #expect(entries.segments.allSatisfy { $0.location != nil && !$0.isPending })
        #expect(rig.keeper.kept.withLock { $0 } == [])
        #expect(entries.log == [])
    }

    @Test("While the store stands still a minute is announced, and all of it is stored later")
    func standsStill() async throws {
        let rig = try WriterRig(patience: .milliseconds(1))
        rig.store.hang { $0 == .append(.video, sequence: 1, part: 2) }
        rig.add(.epoch(WriterRig.epoch()))
        rig.add(segments: 0..<32)
        let live = try await rig.ledger.wait { $0.segments.count == 64 }
        // A minute and more is there to be played, in order, while the store stands still.
        #expect(live.parts.count == 256)
        #expect(rig.store.waitUntilHeld() == .append(.video, sequence: 1, part: 2))
        #expect(live.segments.filter { $0.sequence > 1 }.allSatisfy { $0.isPending })
        #expect(live.segments.filter { $0.isPending }.allSatisfy { $0.location == nil })
        check(numbersAreKeptIn: live)
        let ends = rig.keeper.kept.withLock { $0.map(\.ended) }
        #expect(ends == ends.sorted())
        #expect(rig.keeper.kept.withLock { $0.last?.ended } == 31)
        rig.store.hang { _ in false }
        try rig.settle()
        let entries = rig.ledger.entries
        #expect(entries.parts.count == 256)
        for track in WriterRig.tracks {
            for sequence in 0..<32 {
                let segment = try #require(
                    entries.segments(of: track).last { $0.sequence == sequence })
                let whole = (0..<WriterRig.partsOfSegment).flatMap {
                    WriterRig.bytes($0, of: sequence, in: track)
                }
                #expect(!segment.isPending)
                #expect(try rig.store.bytes(at: #require(segment.location)) == whole)
                #expect(segment.parts.allSatisfy { $0.location != nil })
            }
        }
        let stored = rig.store.calls.compactMap { call -> Int? in
            if case .end(.video, let sequence, false) = call { sequence } else { nil }
        }
        #expect(stored == Array(0..<32))
        // From now on a part is stored before it is announced again.
        rig.add(WriterRig.part(.video, 32, 0))
        try rig.settle()
        rig.writer.stop()
    }

    /// Before the first part of a number that the store has not reserved, it is kept.
    private func check(numbersAreKeptIn entries: Ledger.Entries) {
        for sequence in Set(entries.parts.map(\.sequence)) {
            let first = entries.order.firstIndex { $0.hasPrefix("part video \(sequence).") }
            let kept = entries.order.firstIndex(of: "kept \(sequence)")
            guard sequence > 1 else { continue }
            #expect(kept.flatMap { kept in first.map { kept < $0 } } == true, "\(sequence)")
        }
    }

    @Test("A store that is locked is asked again until it lets go, and the log names the cause")
    func locked() async throws {
        let rig = try WriterRig(patience: .milliseconds(1))
        rig.store.lock(true)
        rig.add(.epoch(WriterRig.epoch()))
        rig.add(segments: 0..<3)
        try await rig.ledger.wait { $0.segments.count == 6 && $0.log.count == 1 }
        #expect(
            rig.keeper.kept.withLock { $0.prefix(2) } == [
                NamedNumbers(epoch: 1), NamedNumbers(sequence: 0, epoch: 1),
            ])
        #expect(
            rig.keeper.kept.withLock { $0.last }
                == NamedNumbers(sequence: 2, start: MediaTime(seconds: 4), epoch: 1, ended: 2))
        rig.store.lock(false)
        try rig.settle()
        rig.writer.stop()
        let entries = rig.ledger.entries
        #expect(entries.segments.suffix(6).allSatisfy { $0.location != nil && !$0.isPending })
        #expect(entries.log.count == 2)
        #expect(entries.log.first?.contains("Another program holds the catalogue's lock") == true)
        #expect(entries.log.last == "Recording goes on: what was missing is stored.")
    }

    @Test("A store that does not answer is spoken of after some seconds, and of its coming back")
    func hangs() async throws {
        let rig = try WriterRig(patience: .milliseconds(1))
        rig.store.hang { $0 == .begin(epoch: 1) }
        rig.add(.epoch(WriterRig.epoch()))
        rig.add(segments: 0..<1)
        let entries = try await rig.ledger.wait { $0.log.count == 1 }
        #expect(entries.log[0].contains("The store stands still: preparing the recording of"))
        #expect(entries.segments.count == 2)
        rig.store.hang { _ in false }
        try await rig.ledger.wait { $0.log.count == 2 }
        rig.writer.stop()
    }

    @Test("A store that refuses for good makes a gap, which is announced as one at once")
    func refuses() throws {
        let rig = try WriterRig()
        rig.store.refuse { $0 == .append(.video, sequence: 1, part: 1) }
        rig.add(.epoch(WriterRig.epoch()))
        rig.add(segments: 0..<3)
        try rig.settle()
        rig.writer.stop()
        let segments = rig.ledger.entries.segments(of: .video)
        #expect(segments.map { $0.location == nil } == [false, true, false])
        #expect(segments.map(\.isPending) == [false, false, false])
        #expect(rig.store.calls.contains(.end(.video, sequence: 1, isGap: true)))
    }

    @Test("Where memory has no room the oldest segments become gaps as a whole; live has all")
    func noRoom() async throws {
        let room = 8 * WriterRig.bytes(0, of: 0, in: .video).count * 3
        let rig = try WriterRig(room: room, patience: .milliseconds(1))
        rig.store.hang { $0 == .append(.video, sequence: 0, part: 0) }
        rig.add(.epoch(WriterRig.epoch()))
        rig.add(segments: 0..<1)
        _ = rig.store.waitUntilHeld()
        rig.add(segments: 1..<9)
        let live = try await rig.ledger.wait { entries in
            entries.segments.contains { $0.sequence == 8 && $0.track == .audio }
        }
        #expect(live.parts.count == 72)
        #expect(live.parts.allSatisfy { !$0.bytes.isEmpty })
        // Who plays them knows before the store does.
        let lost = Set(live.segments.filter { !$0.isPending }.map(\.sequence))
        #expect(lost.isSuperset(of: 1...4) && !lost.contains(0) && !lost.contains(8), "\(lost)")
        rig.store.hang { _ in false }
        try rig.settle()
        rig.writer.stop()
        let entries = rig.ledger.entries
        #expect(entries.parts.count == 72)
        for track in WriterRig.tracks {
            for sequence in 0..<9 {
                let last = entries.segments(of: track).last { $0.sequence == sequence }
                #expect((last?.location == nil) == lost.contains(sequence), "\(sequence)")
                #expect(last?.isPending == false)
                #expect(
                    rig.store.calls.contains(
                        .end(track, sequence: sequence, isGap: lost.contains(sequence))))
            }
        }
        #expect(entries.log.contains { $0.contains("too far behind") })
    }

    @Test("The end of the process waits for a locked store some seconds only")
    func goodbye() async throws {
        let rig = try WriterRig(patience: .milliseconds(1))
        rig.store.lock(true)
        rig.add(.epoch(WriterRig.epoch()))
        rig.add(segments: 0..<2)
        try await rig.ledger.wait { $0.segments.count == 4 }
        rig.writer.condition.withLock { rig.writer.givesUp = .now }
        rig.writer.stop()
        let entries = rig.ledger.entries
        #expect(entries.segments.suffix(4).allSatisfy { $0.location == nil && !$0.isPending })
        #expect(!entries.log.contains { $0.contains("goes on:") })
    }
}
