import Foundation
import Recording
import Testing

@Suite struct CuttingTests {
    struct Row: CustomTestStringConvertible, Sendable {
        var name: String
        var sample: Sample
        /// Seconds of the first segments.
        var segments: [Double]
        var testDescription: String { name }
    }

    static let rows = [
        Row(name: "groups of 1 s", sample: Sample(group: 1), segments: [4, 4, 1]),
        Row(name: "groups of 2 s", sample: Sample(group: 2), segments: [4, 4, 1]),
        Row(name: "groups of 3 s", sample: Sample(group: 3), segments: [3, 3, 3]),
        Row(name: "groups of 5 s", sample: Sample(seconds: 11, group: 5), segments: [4, 1, 4, 1]),
        Row(
            name: "groups of 10 s", sample: Sample(seconds: 12.4, group: 10), segments: [4, 4, 2]),
        Row(name: "B-frames", sample: Sample(group: 2, bFrames: 3), segments: [4, 4]),
        Row(
            name: "B-frames over the borders",
            sample: Sample(group: 2, bFrames: 2, isOpenGroup: true), segments: [3.96, 4]),
        Row(
            name: "B-frames in MPEG-TS", sample: Sample(group: 2, bFrames: 3, container: "ts"),
            segments: [4, 4]),
        Row(name: "MPEG-TS", sample: Sample(container: "ts"), segments: [4, 4]),
        Row(name: "44.1 kHz", sample: Sample(sampleRate: 44_100), segments: [4, 4, 1]),
        Row(
            name: "44.1 kHz in MPEG-TS", sample: Sample(sampleRate: 44_100, container: "ts"),
            segments: [4, 4, 1]),
        Row(
            name: "29.97 frames", sample: Sample(rate: "30000/1001", group: 2.002),
            segments: [4.004, 4.004]),
        Row(name: "50 frames", sample: Sample(rate: "50"), segments: [4, 4, 1]),
        Row(
            name: "50 frames, 2 B-frames", sample: Sample(rate: "50", bFrames: 2),
            segments: [4, 4, 1]),
        Row(name: "no sound", sample: Sample(sampleRate: nil), segments: [4, 4, 1]),
        Row(
            name: "no sound in MPEG-TS", sample: Sample(sampleRate: nil, container: "ts"),
            segments: [4, 4, 1]),
    ]

    @Test("What is cut plays, has lost no frame and keeps every rule of length", arguments: rows)
    func cuts(_ row: Row) async throws {
        let file = try await row.sample.file()
        let (entries, _) = try await Chamber.record(file)
        #expect(entries.epochs.count == 1)
        let tracks: [TrackID] = [.video, .audio]
        #expect(entries.epochs.first?.tracks.map(\.id) == tracks)
        let lengths = entries.segments(of: .video).map(\.seconds)
        #expect(lengths.count >= row.segments.count)
        for (length, expected) in zip(lengths, row.segments) {
            #expect(abs(length - expected) < 0.003, "\(lengths)")
        }
        #expect(lengths.allSatisfy { $0 < 4.01 })
        for track in tracks {
            try checkParts(entries, track)
            try await checkPlaying(
                entries, track, of: file, hasSound: row.sample.sampleRate != nil)
        }
        let sequences = tracks.map { entries.segments(of: $0).map(\.sequence) }
        #expect(sequences.allSatisfy { $0 == Array(lengths.indices) })
    }

    private func checkParts(_ entries: Ledger.Entries, _ track: TrackID) throws {
        var end: Int64 = entries.parts(of: track).first?.part.start.value ?? 0
        #expect(Double(end) < 0.1 * 48_000)
        for segment in entries.segments(of: track) {
            let parts = entries.parts(of: track).filter { $0.sequence == segment.sequence }
            #expect(parts.map(\.part) == segment.parts)
            #expect(parts.map(\.part.index) == Array(parts.indices))
            #expect(segment.start.value == end)
            #expect(segment.duration == parts.reduce(0) { $0 + $1.part.duration })
            #expect(segment.isIndependent == parts.first?.part.isIndependent)
            for part in parts {
                #expect(part.part.start.value == end)
                #expect(Box.decodeTimes(in: part.bytes) == [UInt64(end)])
                #expect(part.part.seconds <= 0.52)
                end += part.part.duration
            }
            for part in parts.dropLast() { #expect(part.part.seconds >= 0.85 * 0.52) }
        }
        #expect(
            entries.parts(of: track).allSatisfy { Box.names(in: $0.bytes) == ["moof", "mdat"] })
    }

    private func checkPlaying(
        _ entries: Ledger.Entries, _ track: TrackID, of source: URL, hasSound: Bool
    ) async throws {
        let made = try entries.file(of: track)
        let complaints = try await Tool.complaints(about: made)
        #expect(complaints == "")
        let stream = track == .video ? "v:0" : "a:0"
        let frames = try await Tool.frames(of: made, stream: stream)
        if track == .video || hasSound {
            let expected = try await Tool.frames(of: source, stream: stream)
            // What sounds before the first picture is left out, to its last silence is added.
            #expect(abs(expected - frames) <= (track == .video ? 0 : 3))
        } else {
            let length = entries.segments(of: .video).reduce(0) { $0 + $1.seconds }
            #expect(abs(Double(frames) * 1_024 / 48_000 - length) < 0.05)
        }
    }

    @Test("A segment begins at a key frame wherever the encoder sends them in time")
    func independence() async throws {
        let (short, _) = try await Chamber.record(Sample(group: 2).file())
        #expect(short.segments(of: .video).allSatisfy { $0.isIndependent })
        for part in short.parts(of: .video) {
            #expect(part.part.isIndependent == (part.part.index == 0))
        }
        let (long, _) = try await Chamber.record(Sample(seconds: 12.4, group: 10).file())
        #expect(long.segments(of: .video).map(\.isIndependent) == [true, false, false, true])
        #expect(long.log.count { $0.contains("key frame interval") } == 1)
    }

    @Test("Of an open group no part is independent but the session's first, and it is said")
    func openGroups() async throws {
        let (entries, _) = try await Chamber.record(
            Sample(group: 2, bFrames: 2, isOpenGroup: true).file())
        let parts = entries.parts(of: .video)
        #expect(parts.map(\.part.isIndependent) == parts.indices.map { $0 == 0 })
        #expect(entries.log.count { $0.contains("open groups") } == 1)
    }

    @Test("Groups of changing lengths are cut at key frames")
    func changingGroups() async throws {
        let sample = Sample(
            seconds: 12.6, more: ["-force_key_frames", "0,2,2.4,4.4,6.4,6.6,8.6,10.6"])
        let (entries, _) = try await Chamber.record(sample.file())
        let segments = entries.segments(of: .video)
        #expect(segments.allSatisfy { $0.isIndependent })
        #expect(segments.map { $0.seconds } == [2.4, 4, 2.2, 4])
    }

    @Test("Each part is stored before it is announced, and a sequence is reserved before both")
    func orderOfWriting() async throws {
        let (entries, store) = try await Chamber.record(Sample(seconds: 5).file())
        var reserved: Set<Int> = []
        for call in store.calls {
            switch call {
            case .reserve(let sequence): #expect(reserved.insert(sequence).inserted)
            case .append(_, let sequence, _): #expect(reserved.contains(sequence))
            default: break
            }
        }
        #expect(store.calls.starts(with: [.resume, .begin(epoch: 1), .reserve(0)]))
        #expect(store.calls.last == .close)
        for part in entries.parts {
            let location = try #require(part.part.location)
            #expect(store.bytes(at: location) == part.bytes)
        }
        for segment in entries.segments {
            let parts = entries.parts.filter {
                $0.track == segment.track && $0.sequence == segment.sequence
            }
            let location = try #require(segment.location)
            #expect(store.bytes(at: location) == parts.flatMap(\.bytes))
        }
    }
}
