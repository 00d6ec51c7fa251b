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
    private let bodyID: String?
    private let day: String?
    private let begin: Date?
    private let conversion: ConversionSettings
    private let visibility: Visibility?
    private let takesAgain: Bool

    init(_ invocation: Invocation) throws {
        title = invocation["--title"]?.trimmingCharacters(in: .whitespaces)
        guard title?.isEmpty != true else { throw invocation.usage("--title is empty.") }
        day = try invocation.day("--date")
        bodyID = try invocation["--body"].map(invocation.bodyID)
        conversion = try Self.conversion(invocation)
        visibility = try invocation.visibility()
        takesAgain = invocation.has("--again")
        desk = try Desk(invocation)
        begin = try desk.begin(invocation, on: day)
        Interruption.watch()
        _ = try desk.catalogue.removeUnfinishedImports(from: desk.directory)
    }

    private static func conversion(_ invocation: Invocation) throws -> ConversionSettings {
        // Nobody waits for the next frame: smaller files are worth the time.
        var settings = ConversionSettings(preset: .fast)
        if let text = invocation["--preset"] {
            guard let preset = ConversionSettings.Preset(rawValue: text) else {
                let known = ConversionSettings.Preset.allCases.map(\.rawValue)
                throw invocation.usage("--preset is one of \(known.joined(separator: ", ")).")
            }
            settings.preset = preset
        }
        if let text = invocation["--hevc"] {
            guard let hevc = ConversionSettings.HEVC(rawValue: text) else {
                throw invocation.usage("--hevc is both or transcode.")
            }
            settings.hevc = hevc
        }
        return settings
    }

    /// What became of a file.
    struct Taken {
        var session: SessionID
        /// It was there already.
        var isOld = false
        /// What could not be read, in a sentence.
        var shortfall: String?
    }

    /// Takes in one file, or leaves nothing of it. `label` names it while it is read.
    func take(_ entry: RecordingFiles.Entry, label: String? = nil) throws -> Taken {
        let path = entry.path
        let source = try ImportedFile(at: path)
        if !takesAgain, let known = try desk.catalogue.session(importedFrom: source) {
            return try old(entry, known)
        }
        let clock = CityTime(desk.configuration.timeZone)
        var recording = try RecordingImport(
            of: path, conversion, isCancelled: { Interruption.hasCome },
            log: { Log.write($0) })
        let start = try start(of: recording, entry, clock)
        let draft = try RecordingDraft(in: desk.directory)
        var bar = ProgressBar(label ?? source.name, total: recording.details.duration)
        defer { bar.clear() }
        let end = try recording.run(into: draft, wallStart: start.wall) { bar.show($0.seconds) }
        let new = NewSession(
            title: title ?? entry.listed?.title ?? recording.details.title
                ?? Self.title(ofFile: source.name),
            body: try body(of: entry).id, day: start.day,
            begin: start.isKnown ? start.wall : nil, visibility: visibility)
        let session: Session
        do {
            session = try draft.publish(
                new, of: source, end: start.wall.addingTimeInterval(end.seconds),
                takesAgain: takesAgain, in: desk.catalogue)
        } catch let error as StorageError {
            guard case .importedBefore(let known) = error.code else { throw error }
            return try old(entry, known)
        }
        try Findable.update(session.id, in: desk.catalogue)
        return Taken(
            session: session.id,
            shortfall: recording.shortfall.map {
                "\(path) was taken in as far as it can be read, \(end.clockText): \($0)"
            })
    }

    /// A file that is there already.
    private func old(_ entry: RecordingFiles.Entry, _ known: SessionID) throws -> Taken {
        guard !entry.isInFolder else { return Taken(session: known, isOld: true) }
        throw Failure(
            .failed,
            "\(entry.path) was imported before, as \(known): use --again to import it once more.")
    }

    /// By the command line, else by the list, which may name it.
    private func body(of entry: RecordingFiles.Entry) throws -> Body {
        guard bodyID == nil, let name = entry.listed?.body else {
            return try desk.body(bodyID ?? "archiv")
        }
        return try desk.body(named: name)
    }

    /// What is said on the command line, else in the list, else in the file, else by the file's
    /// date.
    private func start(
        of recording: RecordingImport, _ entry: RecordingFiles.Entry, _ clock: CityTime
    ) throws -> (day: String, wall: Date, isKnown: Bool) {
        let path = entry.path
        if let begin { return (day ?? clock.day(of: begin), begin, true) }
        let day = day ?? entry.listed?.day
        if let day, day == entry.listed?.day, let text = entry.listed?.begin,
            let begin = clock.date(day: day, clock: text)
        {
            return (day, begin, true)
        }
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
            guard FileManager.default.fileExists(atPath: path) else {
                throw Failure(.failed, "\(path) is not there: check the path.")
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
