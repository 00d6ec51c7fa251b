import Agenda
import Foundation
import Recording
import Testing

@testable import Storage

@Suite("Track files")
struct TrackStoreTests {
    @Test("What is appended lies where the catalogue says, behind the init and room for an index")
    func appends() throws {
        let chamber = try Chamber()
        let store = chamber.store()
        #expect(try store.resume(chamber.session.id) == ResumePoint())
        try store.begin(Chamber.epoch(), of: chamber.session.id)
        try chamber.record(0, into: store)
        try chamber.record(1, into: store)
        let segments = try chamber.segments(.video)
        #expect(segments.map(\.sequence) == [0, 1])
        #expect(segments.map(\.duration) == [180_000, 180_000])
        #expect(segments[0].location?.file == "media/2026-11-20-gemeinderat/video-e1-1.mp4")
        #expect(segments[0].location?.range.offset == 32_778)
        for segment in segments {
            #expect(segment.parts.count == 4)
            for part in segment.parts {
                let bytes = try chamber.folder.bytes(of: #require(part.location))
                #expect(bytes == Chamber.bytes(part.index, of: segment.sequence, in: .video))
            }
        }
        let start = try chamber.folder.bytes(
            of: Location(
                file: #require(segments[0].location).file,
                range: ByteRange(offset: 0, length: 18)))
        #expect(start == Chamber.video.initSection + [0, 0, 0x80, 0] + Array("free".utf8))
    }

    @Test("A number names one segment for ever, whatever is asked for later")
    func numbersAreUnique() throws {
        let chamber = try Chamber()
        let store = chamber.store()
        try store.begin(Chamber.epoch(), of: chamber.session.id)
        try chamber.record(0, into: store)
        #expect(throws: StorageError.self) {
            try store.reserve(sequence: 0, epoch: 1, of: chamber.session.id)
        }
        #expect(throws: StorageError.self) {
            try chamber.record(1, into: store, reserving: false)
        }
        #expect(throws: StorageError.self) {
            try store.begin(Chamber.epoch(), of: chamber.session.id)
        }
        #expect(try store.resume(chamber.session.id).nextSequence == 1)
    }

    @Test("A file ends at a segment's border after its time or its size", arguments: [true, false])
    func rotates(byTime: Bool) throws {
        let chamber = try Chamber()
        let limits =
            byTime
            ? TrackLimits(duration: MediaTime(seconds: 4))
            : TrackLimits(bytes: 32_778 + 2 * 4 * 20 * 11)
        let store = chamber.store(limits: limits)
        try store.begin(Chamber.epoch(), of: chamber.session.id)
        var all: [Int: [Part]] = [:]
        for sequence in 0..<7 {
            all[sequence] = try chamber.record(sequence, into: store, tracks: [Chamber.video])
        }
        let segments = try chamber.segments(.video)
        #expect(segments.map(\.sequence) == Array(0..<7))
        let files = segments.compactMap(\.location?.file).map { $0.suffix(6) }
        #expect(files == ["-1.mp4", "-1.mp4", "-2.mp4", "-2.mp4", "-3.mp4", "-3.mp4", "-4.mp4"])
        for segment in segments {
            #expect(segment.parts == all[segment.sequence])
            let bytes = try chamber.folder.bytes(of: #require(segment.location))
            let expected = (0..<4).flatMap {
                Chamber.bytes($0, of: segment.sequence, in: .video)
            }
            #expect(bytes == expected)
            #expect(
                try chamber.catalogue.segment(
                    segment.sequence, of: chamber.session.id, track: .video) == segment)
        }
        // A track that is behind, here by everything, does not bring them back.
        try store.close(chamber.session.id)
        #expect(try chamber.segments(.video) == segments)
        #expect(try chamber.segments(.audio).map(\.location) == Array(repeating: nil, count: 7))
        // Closed files have one packed value in the catalogue and an index in front.
        let rows = try chamber.catalogue.read { database in
            try database.row("SELECT count(*) FROM segment") { $0.int(0) }
        }
        #expect(rows == 0)
        let box = try chamber.folder.bytes(
            of: Location(
                file: "media/2026-11-20-gemeinderat/video-e1-1.mp4",
                range: ByteRange(offset: 10 + 32_768 - 64, length: 64)))
        let length = segments[0].location?.range.length ?? 0
        #expect(Array(box[4..<8]) == Array("sidx".utf8))
        #expect(Array(box[0..<4]) == UInt32(64).bigEndianBytes)
        #expect(Array(box[16..<20]) == UInt32(90_000).bigEndianBytes)
        // It stands just before the first fragment.
        #expect(Array(box[28..<36]) == UInt64(0).bigEndianBytes)
        #expect(Array(box[38..<40]) == [0, 2])
        #expect(Array(box[40..<44]) == UInt32(length).bigEndianBytes)
        #expect(Array(box[44..<48]) == UInt32(180_000).bigEndianBytes)
    }

    @Test("Segments of a stretch of time are found in packed and open files alike")
    func overlaps() throws {
        let chamber = try Chamber()
        let store = chamber.store(limits: TrackLimits(duration: MediaTime(seconds: 6)))
        try store.begin(Chamber.epoch(), of: chamber.session.id)
        for sequence in 0..<8 { try chamber.record(sequence, into: store) }
        let cases: [(Double, Double, [Int])] = [
            (0, 2, [0]), (0, 2.1, [0, 1]), (1.9, 2, [0]), (2, 2.5, [1]), (3, 9, [1, 2, 3, 4]),
            (14, 99, [7]), (16, 99, []),
        ]
        for (start, end, expected) in cases {
            for track in [TrackID.video, .audio] {
                let found = try chamber.catalogue.segments(
                    of: chamber.session.id, track: track,
                    overlapping: MediaTime(seconds: start)..<MediaTime(seconds: end))
                #expect(found.map(\.sequence) == expected, "\(start)..<\(end) of \(track)")
            }
        }
        #expect(
            try chamber.catalogue.segments(of: chamber.session.id, track: .audio, from: 5)
                .map(\.sequence) == [5, 6, 7])
    }

    @Test("A segment that could not be stored is a gap, and its number stays its own")
    func gaps() throws {
        let chamber = try Chamber()
        let store = chamber.store()
        try store.begin(Chamber.epoch(), of: chamber.session.id)
        try chamber.record(0, into: store)
        // The reservation failed, too: the disk was full.
        for track in [Chamber.video, Chamber.audio] {
            let scale = track.timescale
            try store.end(
                Segment(
                    track: track.id, epoch: 1, sequence: 1,
                    start: TrackTime(value: Int64(scale) * 2, timescale: scale),
                    duration: Int64(scale) * 2, isIndependent: true, location: nil),
                of: chamber.session.id)
        }
        #expect(throws: StorageError.self) {
            try store.reserve(sequence: 1, epoch: 1, of: chamber.session.id)
        }
        try chamber.record(2, into: store)
        try store.close(chamber.session.id)
        let segments = try chamber.segments(.audio)
        #expect(segments.map(\.sequence) == [0, 1, 2])
        #expect(segments.map { $0.location == nil } == [false, true, false])
        #expect(try chamber.recover().isClean)
    }

    @Test("Numbers that were passed over while nothing could be stored name gaps, without holes")
    func passedOver() throws {
        let chamber = try Chamber()
        let store = chamber.store()
        try store.begin(Chamber.epoch(), of: chamber.session.id)
        try chamber.record(0, into: store)
        try chamber.record(3, into: store)
        try store.begin(Chamber.epoch(2, at: MediaTime(seconds: 10)), of: chamber.session.id)
        try chamber.record(5, epoch: 2, into: store)
        for track in [TrackID.video, .audio] {
            let segments = try chamber.segments(track)
            #expect(segments.map(\.sequence) == [0, 1, 2, 3, 4, 5])
            #expect(
                segments.map { $0.location != nil } == [true, false, false, true, false, true])
            for (before, after) in zip(segments, segments.dropFirst()) {
                #expect(before.end == after.start)
            }
        }
        let reserved = try chamber.catalogue.read { database in
            try database.row("SELECT count(*) FROM reserved") { $0.int(0) }
        }
        #expect(reserved == 0)
    }

    @Test("Parts are forgotten some time after their segment closes, and only then")
    func partsExpire() throws {
        let chamber = try Chamber()
        let store = chamber.store(partLife: 0)
        try store.begin(Chamber.epoch(), of: chamber.session.id)
        try chamber.record(0, into: store, tracks: [Chamber.video])
        try chamber.record(1, into: store, tracks: [Chamber.video], ending: false)
        func part(_ sequence: Int) throws -> Part? {
            try chamber.catalogue.part(
                3, ofSegment: sequence, of: chamber.session.id, track: .video)
        }
        #expect(try part(0) == nil)
        #expect(try part(1) != nil)
        let open = try chamber.catalogue.segments(
            of: chamber.session.id, track: .video, includingOpen: true)
        #expect(open.map(\.isOpen) == [false, true])
        #expect(open[1].duration == 180_000)
    }

    @Test("The next epoch goes on where the last one ended, on the clock as well")
    func epochs() throws {
        let chamber = try Chamber()
        let store = chamber.store()
        try store.begin(Chamber.epoch(), of: chamber.session.id)
        try chamber.record(0, into: store)
        try store.close(chamber.session.id)
        let resume = try store.resume(chamber.session.id)
        #expect(resume.nextSequence == 1)
        #expect(resume.nextEpoch == 2)
        #expect(resume.mediaEnd == MediaTime(seconds: 2))
        #expect(resume.wallEnd == Chamber.wall.addingTimeInterval(2))
        #expect(resume.lastEpoch == Chamber.epoch())
        var second = Chamber.epoch(2, at: resume.mediaEnd)
        second.wallStart += 100
        try store.begin(second, of: chamber.session.id)
        try chamber.record(1, epoch: 2, into: store)
        let clock = try chamber.catalogue.clock(of: chamber.session.id)
        #expect(clock.stretches.map(\.mediaStart.seconds) == [0, 2])
        #expect(clock.stretches.map(\.mediaEnd.seconds) == [2, 4])
        #expect(try chamber.catalogue.epochs(of: chamber.session.id) == [Chamber.epoch(), second])
        #expect(
            try chamber.catalogue.initSection(
                of: chamber.session.id, track: .audio, epoch: 2) == Chamber.audio.initSection)
    }

    @Test("The gate's state is remembered and stands among the markers")
    func gate() throws {
        let chamber = try Chamber()
        let store = chamber.store()
        let id = chamber.session.id
        #expect(try !store.resume(id).isGateClosed)
        let press = Press(
            session: id, kind: .gateClose, time: MediaTime(seconds: 1),
            stamp: RoomStamp(counter: 3, wall: Chamber.wall, epoch: 1), by: "office", key: "k")
        let kept = try store.keep(press)
        // The same once more, the same key with another counter, and the same state again.
        #expect(try store.keep(press) == kept)
        var other = press
        other.stamp.counter = 4
        #expect(try store.keep(other) == kept)
        other.key = nil
        #expect(try store.keep(other) == kept)
        #expect(try store.resume(id).isGateClosed)
        let markers = try chamber.catalogue.markers(of: id)
        #expect(markers == [kept])
        #expect(kept.stamp == press.stamp && kept.at == .media(press.time))
        var changed = markers[0]
        changed.kind = .note
        #expect { try chamber.catalogue.change(changed, of: id, by: "office") } throws: {
            ($0 as? StorageError)?.code == .gateMarkersAreFixed
        }
        #expect { try chamber.catalogue.remove(marker: 1, of: id, by: "office") } throws: {
            ($0 as? StorageError)?.code == .gateMarkersAreFixed
        }
    }

    @Test("Packed segments come back as they were")
    func packing() throws {
        let entries = [
            SegmentEntry(
                sequence: 7, start: .max / 4, duration: 176_400, isIndependent: true,
                bytes: 32_800..<99_000),
            SegmentEntry(sequence: 8, start: .max / 4 + 176_400, duration: 1, isIndependent: true),
            SegmentEntry(
                sequence: 12, start: 5, duration: 0, isIndependent: false,
                bytes: 40_000..<(5 << 40)),
        ]
        let bytes = PackedSegments.encode(entries)
        #expect(try PackedSegments.decode(bytes) == entries)
        #expect(try PackedSegments.decode(PackedSegments.encode([])) == [])
        for count in 0..<bytes.count {
            #expect(throws: StorageError.self) {
                try PackedSegments.decode(Array(bytes[..<count]))
            }
        }
    }
}
