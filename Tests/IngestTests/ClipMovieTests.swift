import Agenda
import Foundation
import Media
import Recording
import Testing

@testable import Ingest

@Suite("Clips as MP4") struct ClipMovieTests {
    /// A recording of some intervals of four seconds, and a clip of those that are asked for.
    private func clip(
        of sample: Sample, where isWanted: (Int) -> Bool
    ) async throws -> (movie: ClipMovie, file: URL) {
        let sink = FakeSink()
        var recording = try RecordingImport(of: await sample.file().path, log: { _ in })
        _ = try recording.run(into: sink, wallStart: ImportTests.day)
        let epoch = try #require(sink.epochs.first)
        let movie = ClipMovie(
            tracks: epoch.tracks, segments: sink.segments.filter { isWanted($0.sequence) })
        var bytes = movie.header
        for fragments in movie.fragments {
            let stored = sink.bytes[TrackID(rawValue: fragments.location.file)] ?? []
            var length: Int64 = 0
            let pieces = try fragments.pieces { range in
                let end = min(Int(range.end), stored.count)
                return Array(stored[Int(range.offset)..<end])
            }
            for piece in pieces {
                switch piece {
                case .bytes(let head):
                    bytes += head
                    length += Int64(head.count)
                case .stored(let location):
                    bytes += stored[Int(location.range.offset)..<Int(location.range.end)]
                    length += location.range.length
                }
            }
            // What is promised before anything is read is what comes.
            #expect(length == fragments.location.range.length)
        }
        let file = try Sample.temporaryFile("mp4")
        try Data(bytes).write(to: file)
        return (movie, file)
    }

    /// The presentation times of a track's frames in seconds, sorted.
    private func times(_ file: URL, _ stream: String) async throws -> [Double] {
        let probe = try await Tool.run(
            "ffprobe",
            [
                "-v", "error", "-select_streams", stream, "-show_entries", "packet=pts_time",
                "-of", "csv=p=0", file.path,
            ])
        return probe.text.split(separator: "\n").compactMap { line in
            Double(line.prefix { $0 != "," })
        }.sorted()
    }

    static let samples = [
        Sample(seconds: 24), Sample(seconds: 24, bFrames: 2, sampleRate: 44_100),
        Sample(seconds: 24, rate: "30000/1001"), Sample(seconds: 24, sampleRate: nil),
    ]

    @Test(
        "A stretch from the middle begins at zero, plays whole and is sought in", arguments: samples
    )
    func middle(_ sample: Sample) async throws {
        let (movie, file) = try await clip(of: sample) { (2...4).contains($0) }
        #expect(abs(movie.duration.seconds - 12) < 0.15)
        #expect(try await Tool.complaints(about: file) == "")
        let probe = try await Tool.run(
            "ffprobe",
            [
                "-v", "warning", "-show_entries", "format=start_time,duration", "-of",
                "csv=p=0", file.path,
            ])
        #expect(probe.errors == "")
        let values = probe.text.split(separator: ",").compactMap {
            Double($0.trimmingCharacters(in: .whitespacesAndNewlines))
        }
        #expect(values.count == 2 && abs(values[0]) < 0.05, "\(probe.text)")
        #expect(abs((values.last ?? 0) - 12) < 0.2, "\(probe.text)")
        let video = try await times(file, "v:0")
        #expect(
            abs(video[0]) < 0.1 && zip(video, video.dropFirst()).allSatisfy { $1 - $0 < 0.05 })
        // By its index: the frame at ten seconds, without reading what comes before it.
        let sought = try await Tool.run(
            "ffprobe",
            [
                "-v", "error", "-read_intervals", "9%+#1", "-select_streams", "v:0",
                "-show_entries", "packet=pts_time", "-of", "csv=p=0", file.path,
            ])
        let time = try #require(Double(sought.text.prefix { $0.isNumber || $0 == "." }))
        #expect((7.9...9.1).contains(time), "\(sought.text)")
    }

    @Test("Two stretches are moved together, picture and sound alike", arguments: samples)
    func stretches(_ sample: Sample) async throws {
        let (movie, file) = try await clip(of: sample) { $0 == 1 || $0 >= 4 }
        #expect(abs(movie.duration.seconds - 12) < 0.3, "\(movie.duration.seconds)")
        #expect(try await Tool.complaints(about: file) == "")
        let video = try await times(file, "v:0")
        #expect(zip(video, video.dropFirst()).allSatisfy { $1 - $0 < 0.05 })
        guard sample.sampleRate != nil else { return }
        let audio = try await times(file, "a:0")
        // At the seam sound and picture differ by less than two frames of sound.
        #expect(zip(audio, audio.dropFirst()).allSatisfy { abs($1 - $0) < 0.07 })
        #expect(abs((audio.last ?? 0) - (video.last ?? 0)) < 0.1)
    }

    @Test("What is no fragment is told by its place in the file")
    func damage() throws {
        let location = Location(
            file: "media/x/video-e1-1.mp4", range: ByteRange(offset: 100, length: 50))
        let error = #expect(throws: MediaError.self) {
            try MovedFragments(location: location, distance: 1).pieces { range in
                Array(repeating: 7, count: Int(min(range.length, 50)))
            }
        }
        #expect("\(error.map { "\($0)" } ?? "")".contains("byte 100"))
    }
}
