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
        _ file: URL, into sink: FakeSink, _ ledger: Ledger = Ledger(),
        progress: @escaping (MediaTime) -> Void = { _ in }
    ) throws -> MediaTime {
        var recording = try RecordingImport(of: file.path, log: { ledger.log($0) })
        return try recording.run(into: sink, wallStart: Self.day, progress: progress)
    }

    @Test("A whole file is cut as a camera's stream would be, at its own time, a part a segment")
    func whole() async throws {
        let sink = FakeSink()
        var told: [MediaTime] = []
        let end = try importing(try await Sample(seconds: 9).file(), into: sink) {
            told.append($0)
        }
        #expect(abs(end.seconds - 9) < 0.1)
        #expect(sink.epochs.map(\.wallStart) == [Self.day])
        #expect(sink.segments(of: .video).map(\.seconds) == [4, 4, 1])
        #expect(sink.segments(of: .audio).map(\.sequence) == [0, 1, 2])
        #expect(sink.segments.allSatisfy { $0.location != nil && $0.parts.count == 1 })
        #expect(told.map(\.seconds) == [4, 8, 9])
        for track in [TrackID.video, .audio] {
            let file = try Sample.temporaryFile("mp4")
            try Data(sink.bytes[track] ?? []).write(to: file)
            #expect(try await Tool.complaints(about: file) == "")
        }
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
        let sink = FakeSink()
        let ledger = Ledger()
        let end = try importing(joined, into: sink, ledger)
        #expect(sink.epochs.map(\.initEpoch) == [1, 1])
        let second = try #require(sink.epochs.last)
        let passed = second.wallStart.timeIntervalSince(Self.day)
        #expect(abs(passed - second.mediaStart.seconds) < 0.000_001)
        #expect(abs(end.seconds - 12) < 0.15)
        #expect(ledger.entries.log.count { $0.contains("jumps by") } == 1)
    }

    @Test("A sink that refuses ends the import with its own error")
    func refused() async throws {
        let sink = FakeSink()
        sink.refuses = { part, track in track == .video && part.start.value >= 360_000 }
        let file = try await Sample(seconds: 9).file()
        #expect(throws: FakeSink.Full.self) { try importing(file, into: sink) }
    }

    @Test("An import that is called off ends soon")
    func calledOff() async throws {
        let sink = FakeSink()
        let file = try await Sample(seconds: 18).file()
        let isCancelled = Atomic(false)
        #expect(throws: CancellationError.self) {
            var recording = try RecordingImport(
                of: file.path, isCancelled: { isCancelled.load(ordering: .relaxed) },
                log: { _ in })
            return try recording.run(into: sink, wallStart: Self.day) { _ in
                isCancelled.store(true, ordering: .relaxed)
            }
        }
        #expect(sink.segments(of: .video).map(\.sequence) == [0])
    }

    @Test("A file that is not all there is said to be short, by a camera as by an import")
    func short() async throws {
        let movie = try Data(
            contentsOf: await Sample(seconds: 18, more: ["-movflags", "+faststart"]).file())
        let broken = try Sample.temporaryFile("mp4")
        try movie.prefix(movie.count / 2).write(to: broken)
        var recording = try RecordingImport(of: broken.path, log: { _ in })
        let end = try recording.run(into: FakeSink(), wallStart: Self.day)
        #expect((8...10).contains(end.seconds))
        let shortfall = try #require(recording.shortfall)
        #expect(shortfall.code == .interrupted)
        #expect("\(shortfall)".contains("ended in the middle ("))
        let (entries, _) = try await Chamber.record(broken)
        #expect(entries.log.contains { $0.contains("ended in the middle (") })
    }

    @Test("What an edit list cuts away at the start is not taken in")
    func editList() async throws {
        let whole = try await Sample(seconds: 9).file()
        let cut = try Sample.temporaryFile("mp4")
        let made = try await Tool.run(
            "ffmpeg",
            ["-v", "error", "-ss", "3", "-i", whole.path, "-c", "copy", "-y", cut.path])
        #expect(made.status == 0, "\(made.errors)")
        let sink = FakeSink()
        let end = try importing(cut, into: sink)
        // The edit begins between the key frames of 2 s and 4 s: the picture with the latter.
        #expect(abs(end.seconds - 5) < 0.1, "\(end.seconds)")
        #expect(sink.segments(of: .video).first?.isIndependent == true)
    }

    @Test("An edit list that hides ten seconds is not taken for damage")
    func longEdit() async throws {
        let whole = try await Sample(seconds: 21, group: 10).file()
        let cut = try Sample.temporaryFile("mp4")
        let made = try await Tool.run(
            "ffmpeg",
            ["-v", "error", "-ss", "9", "-i", whole.path, "-c", "copy", "-y", cut.path])
        #expect(made.status == 0, "\(made.errors)")
        let end = try importing(cut, into: FakeSink())
        // With the key frame of 10 s, one second into the edit.
        #expect(abs(end.seconds - 11) < 0.15, "\(end.seconds)")
    }
}
