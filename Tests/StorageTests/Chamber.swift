import Agenda
import Foundation
import Recording

@testable import Storage

/// A data directory of a test's own, gone with it.
final class TemporaryFolder {
    let path: String

    init(at path: String? = nil) {
        self.path =
            path
            ?? FileManager.default.temporaryDirectory
            .appendingPathComponent("storage-\(UUID().uuidString)").path
    }

    deinit {
        // What the test leaves behind is not its result.
        try? FileManager.default.removeItem(atPath: path)
    }

    func size(of name: String) throws -> Int64 {
        let attributes = try FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")
        return (attributes[.size] as? NSNumber)?.int64Value ?? -1
    }

    func bytes(of location: Location) throws -> [UInt8] {
        let handle = try FileHandle(forReadingFrom: URL(filePath: "\(path)/\(location.file)"))
        try handle.seek(toOffset: UInt64(location.range.offset))
        return Array(try handle.read(upToCount: Int(location.range.length)) ?? Data())
    }

    func change(_ name: String, _ body: (FileHandle) throws -> Void) throws {
        let handle = try FileHandle(forUpdating: URL(filePath: "\(path)/\(name)"))
        try body(handle)
        try handle.close()
    }
}

/// A catalogue with a body, and a session that can be recorded.
struct Chamber {
    static let wall = Date(timeIntervalSince1970: 1_795_000_000)

    let folder: TemporaryFolder
    let directory: DataDirectory
    let catalogue: Catalogue
    let session: Session

    init(in folder: TemporaryFolder = TemporaryFolder()) throws {
        self.folder = folder
        directory = try DataDirectory(at: folder.path, owning: false)
        catalogue = try Catalogue(at: directory.catalogue)
        try catalogue.upsert(Body(id: "gemeinderat", name: "Gemeinderat"))
        session = try catalogue.createSession(
            title: "Sitzung", body: "gemeinderat", day: "2026-11-20", room: "saal")
    }

    /// The same data directory as a process that starts now finds it: a copy, because the one
    /// that was killed still has its files open here.
    init(afterKillOf other: Chamber) throws {
        folder = TemporaryFolder()
        try FileManager.default.copyItem(atPath: other.folder.path, toPath: folder.path)
        directory = try DataDirectory(at: folder.path, owning: false)
        catalogue = try Catalogue(at: directory.catalogue)
        session = other.session
    }

    func store(limits: TrackLimits = TrackLimits(), partLife: Double = 60) -> TrackStore {
        TrackStore(
            catalogue: catalogue, directory: directory, limits: limits, partLife: partLife)
    }

    func recover() throws -> RecoveryReport {
        try Recovery(catalogue: catalogue, directory: directory).run()
    }

    func segments(_ track: TrackID) throws -> [Segment] {
        try catalogue.segments(of: session.id, track: track)
    }

    static let video = Track(
        id: .video, format: .video(width: 1280, height: 720, frameRate: 25), codec: "avc1.64001f",
        timescale: 90_000, initSection: Array("ftyp-video".utf8))
    static let audio = Track(
        id: .audio, format: .audio(sampleRate: 44_100, channels: 2), codec: "mp4a.40.2",
        timescale: 44_100, initSection: Array("ftyp-audio".utf8))

    static func epoch(_ number: Int = 1, at start: MediaTime = .zero) -> Epoch {
        Epoch(
            number: number, mediaStart: start, wallStart: wall.addingTimeInterval(start.seconds),
            tracks: [video, audio], initEpoch: 1)
    }

    /// Half a second, which no other part shares its bytes with.
    static func part(_ index: Int, of sequence: Int, in track: Track) -> (Part, [UInt8]) {
        let half = Int64(track.timescale) / 2
        let part = Part(
            index: index,
            start: TrackTime(
                value: Int64(sequence) * half * 4 + Int64(index) * half,
                timescale: track.timescale), duration: half, isIndependent: index == 0,
            location: nil)
        return (part, bytes(index, of: sequence, in: track.id))
    }

    static func bytes(_ index: Int, of sequence: Int, in track: TrackID) -> [UInt8] {
        Array(String(repeating: "<\(track) \(sequence).\(index)>", count: 20).utf8)
    }

    /// Four parts a segment, of both tracks; the segment stays open where `ending` is false.
    @discardableResult
    func record(
        _ sequence: Int, epoch: Int = 1, parts: Int = 4, into store: TrackStore,
        tracks: [Track] = [video, audio], ending: Bool = true, reserving: Bool = true
    ) throws -> [Part] {
        if reserving { try store.reserve(sequence: sequence, epoch: epoch, of: session.id) }
        var all: [Part] = []
        for track in tracks {
            var stored: [Part] = []
            for index in 0..<parts {
                var (part, bytes) = Self.part(index, of: sequence, in: track)
                part.location = try store.append(
                    bytes, as: part, sequence: sequence, epoch: epoch, track: track.id,
                    of: session.id)
                stored.append(part)
            }
            all += stored
            guard ending, let first = stored.first?.location, let last = stored.last?.location
            else { continue }
            let range = ByteRange(
                offset: first.range.offset, length: last.range.end - first.range.offset)
            try store.end(
                Segment(
                    track: track.id, epoch: epoch, sequence: sequence, start: stored[0].start,
                    duration: stored.reduce(0) { $0 + $1.duration }, isIndependent: true,
                    location: Location(file: first.file, range: range), parts: stored),
                of: session.id)
        }
        return all
    }
}
