import Agenda
import Foundation
import Recording
import Testing

@testable import Storage

@Suite("Recovery")
struct RecoveryTests {
    private static let videoFile = "media/2026-11-20-gemeinderat/video-e1-1.mp4"
    private static let audioFile = "media/2026-11-20-gemeinderat/audio-e1-1.mp4"

    /// Segment 0 has ended; of segment 1 two parts of each track were announced.
    private func killed() throws -> (Chamber, parts: [Part]) {
        let chamber = try Chamber()
        let store = chamber.store()
        try store.begin(Chamber.epoch(), of: chamber.session.id)
        var parts = try chamber.record(0, into: store)
        parts += try chamber.record(1, parts: 2, into: store, ending: false)
        return (try Chamber(afterKillOf: chamber), parts)
    }

    private func isThere(_ part: Part, of sequence: Int, in chamber: Chamber) throws -> Bool {
        guard let location = part.location else { return false }
        let track = location.file.contains("video") ? TrackID.video : .audio
        return try chamber.folder.bytes(of: location)
            == Chamber.bytes(part.index, of: sequence, in: track)
    }

    @Test("Nothing to mend is said so")
    func clean() throws {
        let chamber = try Chamber()
        let store = chamber.store()
        try store.begin(Chamber.epoch(), of: chamber.session.id)
        try chamber.record(0, into: store)
        try store.close(chamber.session.id)
        #expect(try chamber.recover().description == "nothing to mend")
    }

    @Test("A killed process loses no announced part; its open segment ends with them")
    func killedBetweenParts() throws {
        let (chamber, parts) = try killed()
        let report = try chamber.recover()
        #expect(
            report.description == """
                segment 1 (video, 2026-11-20-gemeinderat) closed with 2 parts, \
                segment 1 (audio, 2026-11-20-gemeinderat) closed with 2 parts
                """)
        for (offset, part) in parts.enumerated() {
            #expect(try isThere(part, of: offset < 8 ? 0 : 1, in: chamber))
        }
        for track in [Chamber.video, Chamber.audio] {
            let segments = try chamber.segments(track.id)
            #expect(segments.map(\.sequence) == [0, 1])
            #expect(segments[1].duration == Int64(track.timescale))
            #expect(segments[1].parts.map(\.index) == [0, 1])
        }
        let resume = try chamber.store().resume(chamber.session.id)
        #expect(resume.nextSequence == 2)
        #expect(resume.mediaEnd == MediaTime(seconds: 3))
        #expect(try chamber.recover().isClean)
    }

    @Test("Bytes written but not catalogued are cut off")
    func killedBetweenBytesAndRow() throws {
        let (chamber, _) = try killed()
        let before = try chamber.folder.size(of: Self.videoFile)
        try chamber.folder.change(Self.videoFile) { handle in
            try handle.seekToEnd()
            try handle.write(contentsOf: Data(repeating: 7, count: 81_223))
        }
        let report = try chamber.recover()
        #expect(report.description.hasPrefix("1 track file cut back by 81223 bytes, segment 1"))
        #expect(try chamber.folder.size(of: Self.videoFile) == before)
    }

    @Test("A number that was reserved and has no byte names a gap for ever")
    func killedAfterReserving() throws {
        let other = try Chamber()
        let store = other.store()
        try store.begin(Chamber.epoch(), of: other.session.id)
        try other.record(0, into: store)
        try store.reserve(sequence: 1, epoch: 1, of: other.session.id)
        let chamber = try Chamber(afterKillOf: other)
        let report = try chamber.recover()
        #expect(report.gaps.count == 2)
        for track in [TrackID.video, .audio] {
            let segments = try chamber.segments(track)
            #expect(segments.map(\.sequence) == [0, 1])
            #expect(segments[1].location == nil)
            #expect(segments[1].start.seconds == 2)
            #expect(segments[1].seconds == 0.04)
        }
        #expect(try chamber.store().resume(chamber.session.id).nextSequence == 2)
        // What comes next has a number and a time of its own.
        let next = chamber.store()
        let resume = try next.resume(chamber.session.id)
        try next.begin(Chamber.epoch(2, at: resume.mediaEnd), of: chamber.session.id)
        try chamber.record(2, epoch: 2, into: next)
        #expect(try chamber.segments(.video).map(\.sequence) == [0, 1, 2])
    }

    @Test("A track without a part of the open segment has a gap as long as the other track")
    func killedBetweenTracks() throws {
        let other = try Chamber()
        let store = other.store()
        try store.begin(Chamber.epoch(), of: other.session.id)
        try other.record(0, into: store)
        try other.record(1, parts: 3, into: store, tracks: [Chamber.video], ending: false)
        let chamber = try Chamber(afterKillOf: other)
        _ = try chamber.recover()
        let video = try #require(try chamber.segments(.video).last)
        let audio = try #require(try chamber.segments(.audio).last)
        #expect(video.seconds == 1.5)
        #expect(audio.location == nil)
        #expect(audio.sequence == 1)
        #expect(audio.start.seconds == 2)
        #expect(audio.end.seconds == 3.5)
    }

    @Test(
        "A power cut in an open segment leaves its whole parts, or a gap",
        arguments: [(0, 2), (1, 1), (220, 1), (221, 0), (439, 0), (440, 0)])
    func powerCut(bytes: Int, parts: Int) throws {
        let (chamber, _) = try killed()
        let size = try chamber.folder.size(of: Self.videoFile)
        try chamber.folder.change(Self.videoFile) {
            try $0.truncate(atOffset: UInt64(size) - UInt64(bytes))
        }
        let report = try chamber.recover()
        #expect(report.filesShort == (bytes == 0 ? 0 : 1))
        let segments = try chamber.segments(.video)
        #expect(segments.map(\.sequence) == [0, 1])
        #expect(segments[1].location?.range.length == (parts == 0 ? nil : Int64(parts) * 220))
        #expect(segments[1].seconds == (parts == 0 ? 1 : Double(parts) / 2))
        for part in segments[1].parts {
            #expect(try isThere(part, of: 1, in: chamber))
        }
        #expect(segments[1].parts.count == parts)
    }

    @Test("Bytes that the power cut left empty are never served as a part")
    func powerCutLeavesZeros() throws {
        let (chamber, parts) = try killed()
        let second = try #require(parts[9].location)
        try chamber.folder.change(Self.videoFile) { handle in
            try handle.seek(toOffset: UInt64(second.range.offset) + 100)
            try handle.write(contentsOf: Data(count: 120))
        }
        let report = try chamber.recover()
        #expect(report.filesCut == 1)
        #expect(report.bytesCut == 220)
        #expect(try chamber.segments(.video)[1].parts.map(\.index) == [0])
    }

    @Test("A closed segment that is not there any more keeps its time and says what is left")
    func closedSegmentShort() throws {
        let (chamber, parts) = try killed()
        let third = try #require(parts[2].location)
        try chamber.folder.change(Self.videoFile) {
            try $0.truncate(atOffset: UInt64(third.range.offset) + 3)
        }
        _ = try chamber.recover()
        let segments = try chamber.segments(.video)
        #expect(segments.map(\.seconds) == [2, 1])
        #expect(segments[0].location?.range.length == 440)
        #expect(segments[0].parts.map(\.index) == [0, 1])
        #expect(segments[1].location == nil)
        #expect(try chamber.segments(.audio).allSatisfy { $0.location != nil })
    }

    @Test("A track file that is gone is a gap from its first segment to its last")
    func fileGone() throws {
        let (chamber, _) = try killed()
        try FileManager.default.removeItem(atPath: "\(chamber.folder.path)/\(Self.videoFile)")
        _ = try chamber.recover()
        let segments = try chamber.segments(.video)
        #expect(segments.map(\.location) == [nil, nil])
        #expect(segments.map(\.seconds) == [2, 1])
    }

    @Test("A file that another process is writing is left alone")
    func fileInUse() throws {
        let chamber = try Chamber()
        let store = chamber.store()
        try store.begin(Chamber.epoch(), of: chamber.session.id)
        try chamber.record(0, parts: 2, into: store, ending: false)
        let report = try chamber.recover()
        #expect(report.skipped == 2)
        #expect(report.closed.isEmpty)
        try chamber.record(1, into: store)
    }

    @Test("A file left by a crash before its epoch was stored is made anew")
    func leftover() throws {
        let chamber = try Chamber()
        let folder = "\(chamber.folder.path)/media/2026-11-20-gemeinderat"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        try Data(repeating: 1, count: 99_999).write(
            to: URL(filePath: "\(chamber.folder.path)/\(Self.audioFile)"))
        #expect(try chamber.recover().isClean)
        try chamber.store().begin(Chamber.epoch(), of: chamber.session.id)
        #expect(try chamber.folder.size(of: Self.audioFile) == 32_778)
    }

    @Test("A data directory has one owner at a time")
    func oneOwner() throws {
        let folder = TemporaryFolder()
        do {
            let owner = try DataDirectory(at: folder.path + "/a/b/")
            #expect(owner.path == folder.path + "/a/b")
            #expect {
                _ = try DataDirectory(at: owner.path)
            } throws: { error in
                guard let error = error as? StorageError else { return false }
                return error.code == .inUseByAnotherProcess
                    && error.description.contains(owner.path)
            }
            // The command line only opens it.
            _ = try DataDirectory(at: owner.path, owning: false)
            let attributes = try FileManager.default.attributesOfItem(atPath: owner.path + "/run")
            #expect(attributes[.posixPermissions] as? Int == 0o700)
        }
        _ = try DataDirectory(at: folder.path + "/a/b")
        #expect(throws: StorageError.self) { try DataDirectory(at: "/proc/nowhere") }
    }
}
