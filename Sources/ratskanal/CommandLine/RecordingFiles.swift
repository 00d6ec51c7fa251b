import Agenda
import Foundation

/// The recordings that an import is given: those named, and all in the folders that are named,
/// with what the CSV file in a folder says of them.
struct RecordingFiles {
    struct Entry {
        var path: String
        var listed: ListedRecording?
        /// Named by its folder alone: it may be there already, from an import that was ended.
        var isInFolder = false
    }

    private(set) var entries: [Entry] = []
    /// Names of files in the folders that are no recordings by their endings.
    private(set) var others: [String] = []

    /// Endings of what cameras, recorders and programs write.
    private static let endings: Set<String> = [
        "3gp", "asf", "avi", "divx", "dv", "f4v", "flv", "m2t", "m2ts", "m4v", "mkv", "mov", "mp4",
        "mpeg", "mpg", "mts", "mxf", "ogm", "ogv", "ts", "vob", "webm", "wmv",
    ]

    init(_ operands: [String]) throws {
        for operand in operands {
            if Self.isFolder(operand) {
                try add(folder: operand)
            } else {
                entries.append(Entry(path: operand))
            }
        }
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            && isFolder.boolValue
    }

    private mutating func add(folder: String) throws {
        let names: [String]
        do {
            names = try FileManager.default.subpathsOfDirectory(atPath: folder)
                .sorted { $0.compare($1, options: .numeric) == .orderedAscending }
        } catch {
            throw Failure(reading: folder, error)
        }
        let base = URL(filePath: folder)
        func ending(_ name: String) -> String {
            URL(filePath: name).pathExtension.lowercased()
        }
        let films = names.filter { Self.endings.contains(ending($0)) }
        let list = try Self.list(
            among: names.filter { ending($0) == "csv" && !$0.contains("/") }, in: base)
        guard !films.isEmpty else {
            throw Failure(
                .failed,
                "The folder \(folder) holds no recordings (\(Self.endings.sorted().joined(separator: ", ")))."
            )
        }
        let listed = try Self.listed(list?.recordings ?? [], films, in: list?.path ?? "")
        others += names.filter { name in
            !films.contains(name) && base.appending(path: name).path != list?.path
                && !Self.isFolder(base.appending(path: name).path)
        }
        entries += films.map {
            Entry(path: base.appending(path: $0).path, listed: listed[$0], isInFolder: true)
        }
    }

    /// The one CSV file beside the recordings that lists them.
    private static func list(
        among names: [String], in folder: URL
    ) throws -> (path: String, recordings: [ListedRecording])? {
        var found: (path: String, bytes: [UInt8])?
        for name in names {
            let path = folder.appending(path: name).path
            let bytes = try ImportFiles.bytes(of: path)
            guard RecordingsFile.isMeant(by: bytes) else { continue }
            if let found {
                throw Failure(
                    .failed,
                    "\(found.path) and \(path) both list recordings: leave one of them there.")
            }
            found = (path, bytes)
        }
        guard let found else { return nil }
        return (
            found.path,
            try RecordingsFile.recordings(csv: found.bytes, file: found.path)
        )
    }

    private static func listed(
        _ recordings: [ListedRecording], _ films: [String], in path: String
    ) throws -> [String: ListedRecording] {
        var listed: [String: ListedRecording] = [:]
        for recording in recordings {
            let name = recording.file.replacing("\\", with: "/")
            guard films.contains(name) else {
                let hint = Spelling.nearest(to: name, in: films).map { "; did you mean \"\($0)\"?" }
                throw Failure(
                    .failed,
                    "\(path), line \(recording.line): \"\(name)\" is not in the folder"
                        + (hint ?? "; remove the line, or put the file there."))
            }
            listed[name] = recording
        }
        return listed
    }
}
