import Agenda
import Foundation
import Media
import Recording
import Synchronization
import Testing

@testable import Ingest

@Suite("What is cut and not announced is dropped when the gate closes") struct DiscardTests {
    /// A store that stands still before a call, of which everything before is announced.
    private func rig(holding call: FakeStore.Call, _ events: CutEvent...) throws -> WriterRig {
        let rig = try WriterRig()
        rig.store.hang { $0 == call }
        rig.add(.epoch(WriterRig.epoch()))
        _ = rig.writer.add(events, of: rig.session)
        #expect(rig.store.waitUntilHeld() == call)
        return rig
    }

    /// Lets the store go on, and waits until all is stored.
    private func finish(_ rig: WriterRig) throws -> Ledger.Entries {
        rig.store.hang { _ in false }
        try rig.settle()
        rig.writer.stop()
        return rig.ledger.entries
    }

    @Test("The part in the store's hands is taken back, what was announced completes its segment")
    func inHand() throws {
        let rig = try rig(
            holding: .append(.video, sequence: 0, part: 2), WriterRig.part(.video, 0, 0),
            WriterRig.part(.audio, 0, 0), WriterRig.part(.video, 0, 1),
            WriterRig.part(.video, 0, 2), WriterRig.part(.audio, 0, 1),
            WriterRig.part(.video, 0, 3))
        let end = rig.writer.discardUnannounced(of: rig.session)
        let closed = rig.ledger.entries
        #expect(closed.parts.count == 3)
        #expect(end.epoch == WriterRig.epoch())
        #expect(end.ends[.video] == TrackTime(value: 90_000, timescale: 90_000))
        #expect(end.ends[.audio] == TrackTime(value: 24_000, timescale: 48_000))
        #expect(end.nextSequence == 1)
        let entries = try finish(rig)
        #expect(entries.parts.count == 3)
        #expect(entries.segments(of: .video).map(\.parts.count) == [2])
        #expect(entries.segments(of: .audio).map(\.parts.count) == [1])
        #expect(entries.segments.allSatisfy { $0.location != nil && !$0.isPending })
        let last = rig.store.calls.suffix(3)
        #expect(
            Array(last) == [
                .withdraw(.video, sequence: 0, part: 2, isNumberFree: false),
                .end(.video, sequence: 0, isGap: false), .end(.audio, sequence: 0, isGap: false),
            ])
    }

    @Test(
        "A number of which nothing was announced is given back, whatever the store is at",
        arguments: [.reserve(1), .append(.video, sequence: 1, part: 0)] as [FakeStore.Call])
    func number(call: FakeStore.Call) throws {
        let rig = try WriterRig()
        rig.store.hang { $0 == call }
        rig.add(.epoch(WriterRig.epoch()))
        rig.add(segments: 0..<1)
        rig.add(WriterRig.part(.video, 1, 0), WriterRig.part(.audio, 1, 0))
        #expect(rig.store.waitUntilHeld() == call)
        let end = rig.writer.discardUnannounced(of: rig.session)
        #expect(end.nextSequence == 1)
        rig.store.hang { _ in false }
        try rig.settle()
        #expect(rig.store.calls.last == .withdraw(.video, sequence: 1, part: 0, isNumberFree: true))
        #expect(!rig.store.calls.contains(.append(.audio, sequence: 1, part: 0)))
        // The next epoch takes it.
        rig.add(.epoch(WriterRig.epoch(2, at: 2)))
        rig.add(segments: 1..<2, epoch: 2)
        try rig.settle()
        rig.writer.stop()
        let entries = rig.ledger.entries
        #expect(entries.segments.map(\.sequence) == [0, 0, 1, 1])
        #expect(entries.parts.filter { $0.sequence == 1 }.allSatisfy { $0.epoch == 2 })
        #expect(rig.keeper.kept.withLock { $0 } == [])
    }

    @Test("Each number that was announced in one track names something in the others")
    func gaps() throws {
        let rig = try rig(
            holding: .append(.audio, sequence: 0, part: 3), WriterRig.part(.video, 0, 0),
            WriterRig.part(.audio, 0, 0), .segmentEnd(.video, epoch: 1, sequence: 0),
            WriterRig.part(.video, 1, 0), WriterRig.part(.audio, 0, 3),
            .segmentEnd(.audio, epoch: 1, sequence: 0))
        let end = rig.writer.discardUnannounced(of: rig.session)
        #expect(end.nextSequence == 2)
        let entries = try finish(rig)
        #expect(entries.segments(of: .video).map(\.sequence) == [0, 1])
        let sound = entries.segments(of: .audio)
        #expect(sound.map(\.sequence) == [0, 1])
        #expect(sound.map { $0.location == nil } == [false, true])
        // Over the time that the picture has.
        #expect(sound[1].start == TrackTime(value: 2 * 48_000, timescale: 48_000))
        #expect(sound[1].duration == 24_000)
    }

    @Test("What was announced from memory is stored all the same")
    func behind() async throws {
        let rig = try WriterRig(patience: .milliseconds(1))
        rig.store.hang { $0 == .append(.video, sequence: 0, part: 1) }
        rig.add(.epoch(WriterRig.epoch()))
        rig.add(segments: 0..<2)
        rig.add(WriterRig.part(.video, 2, 0))
        let live = try await rig.ledger.wait { $0.parts.count == 17 }
        let end = rig.writer.discardUnannounced(of: rig.session)
        #expect(end.nextSequence == 3)
        rig.store.hang { _ in false }
        try rig.settle()
        rig.writer.stop()
        let entries = rig.ledger.entries
        #expect(entries.parts.count == live.parts.count)
        for sequence in 0..<3 {
            let last = entries.segments(of: .video).last { $0.sequence == sequence }
            #expect(last?.location != nil && last?.isPending == false)
        }
        let gap = entries.segments(of: .audio).filter { $0.sequence == 2 }
        #expect(gap.map { $0.location == nil && !$0.isPending } == [true])
        #expect(!rig.store.calls.contains { if case .withdraw = $0 { true } else { false } })
    }

    @Test("An epoch that nobody has heard of leaves no trace, one that is being stored stays")
    func epochs() throws {
        let rig = try rig(
            holding: .append(.video, sequence: 0, part: 0), WriterRig.part(.video, 0, 0),
            .segmentEnd(.video, epoch: 1, sequence: 0), .epoch(WriterRig.epoch(2, at: 0.5)),
            WriterRig.part(.video, 1, 0, epoch: 2))
        let end = rig.writer.discardUnannounced(of: rig.session)
        #expect(end == AnnouncedEnd(epoch: WriterRig.epoch(), ends: [:], nextSequence: nil))
        #expect(try finish(rig).order == ["epoch 1"])

        let other = try self.rig(holding: .begin(epoch: 1), WriterRig.part(.video, 0, 0))
        let point = other.writer.discardUnannounced(of: other.session)
        #expect(point == AnnouncedEnd(epoch: WriterRig.epoch(), ends: [:], nextSequence: nil))
        #expect(try finish(other).order == ["epoch 1"])
        #expect(other.store.calls == [.begin(epoch: 1)])
    }

    @Test("Where a session goes on is where the announced parts end", arguments: [0, 2])
    func resumes(bFrames: Int) async throws {
        let file = try await Sample(seconds: 9, group: 1, bFrames: bFrames).file()
        let feed = try Feed(
            opening: .file(path: file.path, atRealTime: false), ConversionSettings(),
            isInterrupted: { false })
        let before = ResumePoint(nextSequence: 4, nextEpoch: 3, mediaEnd: MediaTime(seconds: 20))
        var cutter: EpochCutter?
        var media = AnnouncedMedia(try Chamber.session)
        while let packets = try feed.read() {
            for packet in packets {
                if cutter == nil, packet.isVideo, packet.isKey {
                    let new = try EpochCutter(
                        key: packet, feed: feed, resume: before, wallStart: Date(), object: "")
                    media.begin(new.epoch)
                    cutter = new
                }
                for event in try cutter?.add(packet) ?? [] {
                    if case .part(let track, let epoch, let sequence, let part, _) = event {
                        media.add(part, of: track, epoch: epoch, sequence: sequence)
                    }
                    if case .segmentEnd(let track, _, _) = event { _ = media.end(track) }
                }
            }
        }
        let done = try #require(cutter)
        _ = done.abandon()
        #expect(done.resumePoint(after: media.end) == done.resumePoint())
        #expect(media.end.nextSequence ?? 0 > 5)
        #expect(done.resumePoint(after: AnnouncedEnd()) == before)
        // It began, and not a part of it was announced.
        let point = done.resumePoint(after: AnnouncedEnd(epoch: done.epoch, nextSequence: 4))
        #expect(point.mediaEnd == done.epoch.mediaStart)
        #expect(point.nextSequence == 4 && point.nextEpoch == 4)
    }
}
