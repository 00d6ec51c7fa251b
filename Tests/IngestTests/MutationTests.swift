import Foundation
import Agenda
import Media
import Mutating
import Recording
import Testing

@testable import Ingest

/// The demuxer and the importer before files that are damaged somewhere.
///
/// With RATSKANAL_MUTATIONS=1 in the environment alone, as it takes a while; 100 tries a hundred
/// times as many.
@Suite(.enabled(if: Mutations.areWanted)) struct MutationTests {
    private static let samples = [
        Sample(seconds: 1, group: 0.4, size: "64x48"),
        // Longer than what is compared with libavformat before its tables are trusted.
        Sample(
            seconds: 4, group: 1, bFrames: 2, size: "64x48", container: "mp4",
            more: ["-movflags", "+faststart"]),
        Sample(
            seconds: 1, group: 0.4, size: "64x48", container: "mp4",
            more: ["-movflags", "+frag_keyframe+empty_moov"]),
        Sample(seconds: 1, group: 0.4, size: "64x48", container: "mkv"),
        Sample(seconds: 1, group: 0.4, size: "64x48", container: "ts"),
    ]

    @Test(
        "Whatever is damaged in a file, it comes in or one sentence says why not",
        .timeLimit(.minutes(60)), arguments: samples)
    func files(sample: Sample) async throws {
        let original = [UInt8](try Data(contentsOf: try await sample.file()))
        let file = try Sample.temporaryFile(sample.container)
        var taken = 0
        for bytes in Mutations(of: original, count: 1_400) {
            try Data(bytes).write(to: file)
            let sink = FakeSink()
            do {
                var recording = try RecordingImport(of: file.path, log: { _ in })
                let end = try recording.run(into: sink, wallStart: ImportTests.day)
                taken += 1
                // What is in the catalogue goes forward in time, whatever the file says.
                for track in [TrackID.video, .audio] {
                    let segments = sink.segments(of: track)
                    for (one, next) in zip(segments, segments.dropFirst()) {
                        #expect(one.sequence < next.sequence && one.duration > 0)
                        #expect(one.end.seconds <= next.start.seconds + 0.1)
                    }
                }
                #expect(end.ticks > 0)
            } catch let error as MediaError {
                let words = "\(error)"
                #expect(words.hasPrefix(file.path) && words.hasSuffix("."), "\(words)")
            }
        }
        // Neither is everything refused, nor anything taken.
        #expect(taken > 100)
    }
}
