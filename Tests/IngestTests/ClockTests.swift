import Agenda
import Foundation
import Ingest
import Recording
import Testing

@Suite struct ClockTests {
    private func stream(_ offset: Double, seconds: Double = 6) async throws -> URL {
        try await Sample(
            seconds: seconds, container: "ts", more: ["-output_ts_offset", "\(offset)"]
        ).file()
    }

    @Test("MPEG-TS's clock begins anew after 95,443 s, and nothing is seen of it")
    func wraps() async throws {
        let file = try await stream(95_438, seconds: 9)
        let (entries, _) = try await Chamber.record(file)
        #expect(entries.epochs.count == 1)
        #expect(entries.segments(of: .video).map { $0.seconds } == [4, 4, 1])
        let last = try #require(entries.segments(of: .audio).last)
        #expect(abs(last.end.seconds - 9) < 0.1)
        for track in [TrackID.video, .audio] {
            let complaints = try await Tool.complaints(about: entries.file(of: track))
            #expect(complaints == "")
        }
    }

    @Test("Sound that begins after the wrap belongs to a picture that began before it")
    func wrapsBetweenTracks() async throws {
        let sample = Sample(
            seconds: 6, container: "ts",
            more: [
                "-af", "asetpts=PTS+0.3/TB", "-muxdelay", "0", "-muxpreload", "0",
                "-output_ts_offset", "95443.6",
            ])
        let (entries, _) = try await Chamber.record(sample.file())
        #expect(entries.epochs.count == 1)
        let tones = try await Signals.tones(in: entries.file(of: .audio))
        #expect(abs(try #require(tones.first).lowerBound - 0.3) < 0.05, "\(tones)")
        #expect(try #require(entries.segments(of: .audio).last).end.seconds > 5.9)
    }

    @Test(
        "Where the encoder's clock jumps a new epoch begins without a hole",
        arguments: [[10.0, 5_000], [5_000, 10], [10, 12], [95_440, 30], [10, 70_000]])
    func jumps(_ offsets: [Double]) async throws {
        let joined = try Sample.temporaryFile("ts")
        var bytes = Data()
        for offset in offsets { bytes += try Data(contentsOf: await stream(offset)) }
        try bytes.write(to: joined)
        let (entries, _) = try await Chamber.record(joined)
        #expect(entries.epochs.map { $0.number } == [1, 2])
        #expect(entries.epochs.map { $0.initEpoch } == [1, 1])
        let video = entries.segments(of: .video)
        for (segment, next) in zip(video, video.dropFirst()) {
            #expect(next.sequence == segment.sequence + 1)
            let step = next.start.seconds - segment.end.seconds
            #expect(step >= 0 && step < 0.1)
        }
        #expect(video.map { $0.sequence } == entries.segments(of: .audio).map { $0.sequence })
        let end = try #require(video.last).end.seconds
        #expect(abs(end - 12) < 0.15, "\(end)")
        #expect(entries.log.count { $0.contains("clock jumps") } == 1)
        let walls = entries.epochs.map { $0.wallStart }
        #expect(walls == walls.sorted())
    }

    @Test("Sound with a clock of its own is left out, and the picture goes on")
    func strayingSound() async throws {
        let sample = Sample(
            seconds: 9, container: "ts",
            more: ["-bsf:a", "setts=ts=if(gt(N\\,150)\\,TS+100/TB\\,TS)"])
        let (entries, _) = try await Chamber.record(sample.file())
        #expect(entries.epochs.count == 1)
        #expect(entries.segments(of: .video).map { $0.seconds } == [4, 4, 1])
        #expect(entries.segments(of: .audio).map { $0.sequence } == [0, 1, 2])
    }
}
