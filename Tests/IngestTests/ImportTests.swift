import Agenda
import Foundation
import Media
import Recording
import Synchronization
import Testing

@testable import Ingest

@Suite struct ImportTests {
    static let day = Date(timeIntervalSince1970: 1_700_000_000)

    private func importing(
        _ file: URL, into store: FakeStore, _ ledger: Ledger = Ledger()
    ) throws -> (RecordingImport, Ledger) {
        let whole = RecordingImport(
            of: file.path, into: try Chamber.session, wallStart: Self.day, store: store,
            log: { ledger.log($0) })
        return (whole, ledger)
    }

    @Test("A whole file is stored as a camera's stream would be, at its own time")
    func whole() async throws {
        let store = FakeStore()
        let file = try await Sample(seconds: 9).file()
        let (whole, ledger) = try importing(file, into: store)
        let told = Mutex<[MediaTime]>([])
        let end = try whole.run(
            announce: { ledger.receive($0) }, progress: { time in told.withLock { $0 += [time] } })
        let entries = ledger.entries
        #expect(abs(end.seconds - 9) < 0.1)
        #expect(entries.epochs.map(\.wallStart) == [Self.day])
        #expect(entries.segments(of: .video).map(\.seconds) == [4, 4, 1])
        #expect(entries.segments(of: .audio).map(\.sequence) == [0, 1, 2])
        #expect(entries.segments.allSatisfy { $0.location != nil })
        #expect(store.calls.last == .close)
        for track in [TrackID.video, .audio] {
            #expect(try await Tool.complaints(about: entries.file(of: track)) == "")
        }
        let times = told.withLock { $0.map(\.seconds) }
        #expect(times == times.sorted() && times.count > 5 && times.count < 12, "\(times)")
    }

    @Test("A clock that jumps in a file begins an epoch, and the wall clock goes on")
    func jump() async throws {
        let joined = try Sample.temporaryFile("ts")
        var bytes = Data()
        for offset in [10, 5_000] {
            bytes += try Data(
                contentsOf: await Sample(
                    seconds: 6, container: "ts", more: ["-output_ts_offset", "\(offset)"]
                ).file())
        }
        try bytes.write(to: joined)
        let store = FakeStore()
        let (whole, ledger) = try importing(joined, into: store)
        let end = try whole.run(announce: { ledger.receive($0) })
        let epochs = ledger.entries.epochs
        #expect(epochs.map(\.initEpoch) == [1, 1])
        let second = try #require(epochs.last)
        let passed = second.wallStart.timeIntervalSince(Self.day)
        #expect(abs(passed - second.mediaStart.seconds) < 0.000_001)
        #expect(abs(end.seconds - 12) < 0.15)
        #expect(ledger.entries.log.count { $0.contains("jumps by") } == 1)
    }

    @Test("A store that refuses ends the import with the store's own error")
    func refused() async throws {
        let store = FakeStore()
        store.refuse {
            if case .append(_, let sequence, _) = $0 { sequence == 1 } else { false }
        }
        let (whole, _) = try importing(try await Sample(seconds: 9).file(), into: store)
        #expect(throws: FakeStore.Full.self) { try whole.run() }
        #expect(store.calls.last == .close)
    }

    @Test("An import that is called off ends, and what it stored is closed")
    func calledOff() async throws {
        let store = FakeStore()
        let (whole, _) = try importing(try await Sample(seconds: 18).file(), into: store)
        let isCancelled = Atomic(false)
        #expect(throws: CancellationError.self) {
            try whole.run(
                isCancelled: { isCancelled.load(ordering: .relaxed) },
                progress: { if $0.seconds > 5 { isCancelled.store(true, ordering: .relaxed) } })
        }
        #expect(store.calls.last == .close)
        #expect(store.calls.contains(.end(.video, sequence: 0, isGap: false)))
    }

    @Test("A file that is not all there is stored as far as it goes, and said to be short")
    func short() async throws {
        let movie = try Data(
            contentsOf: await Sample(seconds: 18, more: ["-movflags", "+faststart"]).file())
        let broken = try Sample.temporaryFile("mp4")
        try movie.prefix(movie.count / 2).write(to: broken)
        let store = FakeStore()
        let (whole, ledger) = try importing(broken, into: store)
        let error = #expect(throws: MediaError.self) {
            try whole.run(announce: { ledger.receive($0) })
        }
        #expect(error?.code == .interrupted)
        #expect("\(error.map { "\($0)" } ?? "")".contains("ended in the middle ("))
        #expect(!ledger.entries.segments(of: .video).isEmpty)
        #expect(store.calls.last == .close)
        // A room whose camera is such a file says the same.
        let (entries, _) = try await Chamber.record(broken)
        #expect(entries.log.contains { $0.contains("ended in the middle (") })
    }
}
