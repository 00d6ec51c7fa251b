import Agenda
import Foundation
import Ingest
import Media
import Recording
import Testing

@Suite struct FailureTests {
    @Test("On a full disk live goes on from memory, recording resumes, and two lines say so")
    func fullDisk() async throws {
        let store = FakeStore()
        store.refuse {
            if case .append(_, let sequence, _) = $0 { (1...2).contains(sequence) } else { false }
        }
        let (entries, _) = try await Chamber.record(Sample(seconds: 18).file(), store: store)
        check(entries, missing: [1, 2])
        #expect(entries.log.filter { $0.contains("recorded") }.count == 1)
        #expect(entries.log.filter { $0.contains("Recording goes on") }.count == 1)
    }

    @Test("A disk that takes nothing at all at the beginning loses no number")
    func refusesEpoch() async throws {
        let store = FakeStore()
        let count = Counter()
        store.refuse { call in
            if case .begin = call { count.next() < 3 } else { false }
        }
        let (entries, _) = try await Chamber.record(Sample(seconds: 18).file(), store: store)
        #expect(entries.segments(of: .video).map { $0.sequence } == [0, 1, 2, 3, 4])
        #expect(entries.segments(of: .video).first?.location == nil)
        #expect(entries.segments(of: .video).last?.location != nil)
        #expect(entries.log.filter { $0.contains("recorded") }.count == 1)
        #expect(entries.log.filter { $0.contains("Recording goes on") }.count == 1)
    }

    private func check(_ entries: Ledger.Entries, missing: [Int]) {
        for track in [TrackID.video, .audio] {
            let segments = entries.segments(of: track)
            #expect(segments.map { $0.sequence } == Array(segments.indices))
            for segment in segments {
                #expect((segment.location == nil) == missing.contains(segment.sequence))
            }
            for part in entries.parts(of: track) {
                #expect(!part.bytes.isEmpty)
                #expect((part.part.location == nil) == missing.contains(part.sequence))
            }
        }
    }

    @Test("Lost frames leave a hole, and no part is longer than it may be")
    func lostFrames() async throws {
        let sample = Sample(
            seconds: 9, more: ["-bsf:v", "noise=drop=between(pts*tb\\,2.5\\,3.2)*not(key)"])
        let (entries, _) = try await Chamber.record(sample.file())
        #expect(entries.epochs.count == 1)
        for part in entries.parts(of: .video) {
            #expect(part.part.seconds <= 0.52)
            #expect(Box.decodeTimes(in: part.bytes) == [UInt64(part.part.start.value)])
        }
        let last = try #require(entries.parts(of: .video).last).part
        #expect(abs(last.start.seconds + last.seconds - 9) < 0.01)
    }
}
