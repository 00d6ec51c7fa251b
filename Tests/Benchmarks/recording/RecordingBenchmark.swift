import Agenda
import Foundation
import Recording
import Storage

/// How fast parts are stored, segment by segment as ingest does it, and read back.
@main
struct RecordingBenchmark {
    static func main() throws {
        let segments = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 200
        let path = NSTemporaryDirectory() + "recording-benchmark-\(UUID().uuidString)"
        defer {
            do {
                try FileManager.default.removeItem(atPath: path)
            } catch {
                print("\(path) is left: \(error)")
            }
        }
        let directory = try DataDirectory(at: path)
        let catalogue = try Catalogue(at: directory.catalogue)
        try catalogue.upsert(Body(id: "rat", name: "Rat"))
        let session = try catalogue.createSession(title: "S", body: "rat", day: "2026-11-20").id
        let store = TrackStore(catalogue: catalogue, directory: directory, partLife: 0)
        for bytes in [2_000, 150_000] {
            try record(segments, bytes: bytes, to: store, of: session)
        }
        let clock = ContinuousClock()
        let all = try clock.measure {
            _ = try catalogue.segments(of: session, track: .video)
        }
        print("all segments of a track: \(all)")
        let found = try clock.measure {
            for second in 0..<1000 {
                let start = MediaTime(seconds: Double(second % (segments * 4)))
                _ = try catalogue.segments(
                    of: session, track: .video,
                    overlapping: start..<(start + MediaTime(seconds: 10)))
            }
        }
        print("segments of 10 s: \(found / 1000)")
    }

    private static func record(
        _ segments: Int, bytes count: Int, to store: TrackStore, of session: SessionID
    ) throws {
        let resume = try store.resume(session)
        let track = Track(
            id: .video, format: .video(width: 1280, height: 720, frameRate: 25),
            codec: "avc1.64001f", timescale: 90_000, initSection: Array("ftyp".utf8))
        try store.begin(
            Epoch(
                number: resume.nextEpoch, mediaStart: resume.mediaEnd, wallStart: Date(),
                tracks: [track], initEpoch: resume.nextEpoch), of: session)
        let bytes = [UInt8](repeating: 0x5a, count: count)
        let clock = ContinuousClock()
        var appending: [Duration] = []
        var ending = Duration.zero
        var start = resume.mediaEnd.ticks
        for number in 0..<segments {
            let sequence = resume.nextSequence + number
            ending += try clock.measure {
                try store.reserve(sequence: sequence, epoch: resume.nextEpoch, of: session)
            }
            var parts: [Part] = []
            for index in 0..<8 {
                var part = Part(
                    index: index, start: TrackTime(value: start, timescale: 90_000),
                    duration: 45_000, isIndependent: index == 0, location: nil)
                appending.append(
                    try clock.measure {
                        part.location = try store.append(
                            bytes, as: part, sequence: sequence, epoch: resume.nextEpoch,
                            track: .video, of: session)
                    })
                start += part.duration
                parts.append(part)
            }
            guard let first = parts.first?.location else { continue }
            let length = Int64(count) * 8
            let location = Location(
                file: first.file, range: ByteRange(offset: first.range.offset, length: length))
            ending += try clock.measure {
                try store.end(
                    Segment(
                        track: .video, epoch: resume.nextEpoch, sequence: sequence,
                        start: parts[0].start, duration: 8 * 45_000, isIndependent: true,
                        location: location, parts: parts), of: session)
            }
        }
        try store.close(session)
        appending.sort()
        let total = appending.reduce(.zero, +)
        let rate = Double(appending.count) / (total / .seconds(1))
        print(
            """
            parts of \(count) bytes: \(Int(rate)) a second, median \
            \(appending[appending.count / 2]), 99th percentile \
            \(appending[appending.count * 99 / 100]), worst \(appending[appending.count - 1]); \
            reserving and ending a segment, both synced: \(ending / segments)
            """)
    }
}
