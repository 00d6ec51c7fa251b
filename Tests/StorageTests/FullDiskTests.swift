import Agenda
import Foundation
import Glibc
import Recording
import Testing

@testable import Storage

/// A file system of 3 MB; only root may make one.
private final class SmallDisk {
    let path: String

    init?() {
        path = NSTemporaryDirectory() + "small-\(UUID().uuidString)"
        guard mkdir(path, 0o700) == 0 else { return nil }
        guard mount("tmpfs", path, "tmpfs", 0, "size=3m") == 0 else {
            rmdir(path)
            return nil
        }
    }

    deinit {
        umount2(path, Int32(MNT_DETACH))
        rmdir(path)
    }

    static let isPossible: Bool = SmallDisk() != nil
}

@Suite("A full disk")
struct FullDiskTests {
    @Test(
        "Nothing already stored is lost, and recording goes on when there is room again",
        .enabled(if: SmallDisk.isPossible, "needs root to mount a small disk"))
    func fullDisk() throws {
        let disk = try #require(SmallDisk())
        let folder = TemporaryFolder(at: disk.path + "/data")
        let chamber = try Chamber(in: folder)
        let ballast = disk.path + "/ballast"
        try Data(count: 1_000_000).write(to: URL(filePath: ballast))
        let store = chamber.store()
        let id = chamber.session.id
        try store.begin(Chamber.epoch(), of: id)

        var codes: Set<StorageError.Code> = []
        var stored: [(Location, [UInt8])] = []
        func record(_ sequence: Int) {
            for track in [Chamber.video, Chamber.audio] {
                var (part, _) = Chamber.part(0, of: sequence, in: track)
                part.duration = Int64(track.timescale) * 2
                let bytes = [UInt8](repeating: UInt8(sequence), count: 40_000)
                var location: Location?
                do {
                    if track.id == .video {
                        try store.reserve(sequence: sequence, epoch: 1, of: id)
                    }
                    location = try store.append(
                        bytes, as: part, sequence: sequence, epoch: 1, track: track.id, of: id)
                    location.map { stored.append(($0, bytes)) }
                } catch {
                    codes.insert((error as? StorageError)?.code ?? .damaged)
                }
                do {
                    try store.end(
                        Segment(
                            track: track.id, epoch: 1, sequence: sequence, start: part.start,
                            duration: part.duration, isIndependent: true, location: location),
                        of: id)
                } catch {
                    codes.insert((error as? StorageError)?.code ?? .damaged)
                }
            }
        }
        for sequence in 0..<40 { record(sequence) }
        // A number that could not be reserved takes no part; nothing else goes wrong.
        #expect(
            codes.contains(.diskFull)
                && codes.allSatisfy {
                    if case .conflict = $0 { true } else { $0 == .diskFull }
                }, "\(codes)")
        let before = stored.count
        #expect(before > 10)
        try FileManager.default.removeItem(atPath: ballast)
        for sequence in 40..<45 { record(sequence) }
        #expect(stored.count == before + 10)
        try store.close(id)

        for (location, bytes) in stored {
            #expect(try chamber.folder.bytes(of: location) == bytes)
        }
        for track in [TrackID.video, .audio] {
            let segments = try chamber.segments(track)
            #expect(segments.map(\.sequence) == Array(0..<45))
            #expect(segments.suffix(5).allSatisfy { $0.location != nil })
            #expect(segments.contains { $0.location == nil })
            for (before, after) in zip(segments, segments.dropFirst()) {
                #expect(before.end == after.start)
            }
        }
        #expect(try chamber.recover().isClean)
    }
}
