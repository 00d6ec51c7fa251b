import Agenda
import Crypto
import Foundation
public import Ingest
import Media
public import Storage

/// Makes sessions of recordings: what `recording import` does with each file.
struct RecordingIntake {
    private let desk: Desk
    private let title: String?
    private let body: Body
    private let day: String?
    private let begin: Date?
    private let visibility: Visibility?
    private let takesAgain: Bool

    init(_ invocation: Invocation) throws {
        title = invocation["--title"]?.trimmingCharacters(in: .whitespaces)
        guard title?.isEmpty != true else { throw invocation.usage("--title is empty.") }
        guard title == nil || invocation.operands.count == 1 else {
            throw invocation.usage("--title is for one file.")
        }
        day = try invocation.day("--date")
        let bodyID = try invocation.bodyID(invocation["--body"] ?? "archiv")
        visibility = try invocation.visibility()
        takesAgain = invocation.has("--again")
        desk = try Desk(invocation)
        begin = try desk.begin(invocation, on: day)
        body = try desk.body(bodyID)
        Interruption.watch()
        _ = try desk.catalogue.removeUnfinishedImports(from: desk.directory)
    }

    /// Takes in one file, or leaves nothing of it.
    func take(_ path: String) throws -> Session {
        let source = try ImportedFile(at: path)
        if !takesAgain, let known = try desk.catalogue.session(importedFrom: source) {
            throw Failure(
                .failed,
                "\(path) was imported before, as \(known): use --again to import it once more.")
        }
        let clock = CityTime(desk.configuration.timeZone)
        var recording = try RecordingImport(
            of: path, isCancelled: { Interruption.hasCome },
            log: { Log.write($0) })
        let start = try start(of: recording, at: path, clock)
        let draft = try RecordingDraft(in: desk.directory)
        var bar = ProgressBar(source.name, total: recording.details.duration)
        defer { bar.clear() }
        let end = try recording.run(into: draft, wallStart: start.wall) { bar.show($0.seconds) }
        let session = try draft.publish(
            NewSession(
                title: title ?? recording.details.title ?? Self.title(ofFile: source.name),
                body: body.id, day: start.day, begin: start.isKnown ? start.wall : nil,
                visibility: visibility),
            of: source, end: start.wall.addingTimeInterval(end.seconds), in: desk.catalogue)
        try Findable.update(session.id, in: desk.catalogue)
        return session
    }

    /// What is said on the command line, else in the file, else by the file's date.
    private func start(
        of recording: RecordingImport, at path: String, _ clock: CityTime
    ) throws -> (day: String, wall: Date, isKnown: Bool) {
        if let begin { return (day ?? clock.day(of: begin), begin, true) }
        let created = recording.details.created
        if let day {
            if let created, clock.day(of: created) == day { return (day, created, true) }
            guard let midnight = clock.date(day: day, clock: "00:00") else {
                throw Failure(.usage, "\(day) is no day.")
            }
            return (day, midnight, false)
        }
        if let created { return (clock.day(of: created), created, true) }
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        let changed = attributes[.modificationDate] as? Date ?? Date()
        // It was written when the recording ended.
        let wall = changed.addingTimeInterval(-(recording.details.duration ?? 0))
        return (clock.day(of: wall), wall, false)
    }

    /// `2019-03-12_Stadtrat.mp4` is "2019-03-12 Stadtrat".
    private static func title(ofFile name: String) -> String {
        let stem = name.split(separator: ".").dropLast().joined(separator: ".")
        return (stem.isEmpty ? name : stem).replacing("_", with: " ")
    }
}

extension RecordingDraft: RecordingSink {}

extension ImportedFile {
    private static let sample = 1 << 20

    /// Reads a file's size, and of its bytes as much as tells it from others.
    init(at path: String) throws {
        do {
            let url = URL(filePath: path)
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw Failure(.failed, "\(path) is not there: check the path.")
            }
            guard !isFolder.boolValue else {
                throw Failure(.failed, "\(path) is a folder: name the files in it.")
            }
            let handle = try FileHandle(forReadingFrom: url)
            let size = try handle.seekToEnd()
            guard size > 0 else {
                throw Failure(.failed, "\(path) is empty: nothing was recorded into it.")
            }
            try handle.seek(toOffset: 0)
            var bytes = [UInt8](try handle.read(upToCount: Self.sample) ?? Data())
            try handle.seek(toOffset: size - min(size, UInt64(Self.sample)))
            bytes += try handle.read(upToCount: Self.sample) ?? Data()
            self.init(
                name: url.lastPathComponent, bytes: Int64(size), digest: Digest.sha256(bytes))
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure(reading: path, error)
        }
    }
}
