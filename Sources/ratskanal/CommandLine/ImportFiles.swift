import Agenda
import Foundation

/// The files that an import is given: those named, and all JSON in the folders that are named.
struct ImportFiles {
    let operands: [String]
    private var paths: [String] = []
    private var hasFolder = false

    init(_ operands: [String]) throws {
        self.operands = operands
        for operand in operands {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: operand, isDirectory: &isFolder) else {
                throw Failure(.failed, "There is no file \(operand): check the path.")
            }
            if isFolder.boolValue {
                hasFolder = true
                paths += try Self.json(in: operand)
            } else {
                paths.append(operand)
            }
        }
    }

    private static func json(in folder: String) throws -> [String] {
        let all: [String]
        do {
            all = try FileManager.default.subpathsOfDirectory(atPath: folder)
        } catch {
            throw Failure(reading: folder, error)
        }
        let names = all.filter { $0.lowercased().hasSuffix(".json") }
            .sorted { $0.compare($1, options: .numeric) == .orderedAscending }
        guard !names.isEmpty else {
            throw Failure(
                .failed,
                "The folder \(folder) holds no JSON: name the folder of an OParl dump, or a file.")
        }
        return names.map { URL(filePath: folder).appending(path: $0).path }
    }

    /// The file, if it is one alone and no JSON.
    func csv() throws -> (path: String, bytes: [UInt8])? {
        guard !hasFolder, paths.count == 1, let path = paths.first,
            !path.lowercased().hasSuffix(".json")
        else { return nil }
        let bytes = try Self.bytes(of: path)
        return OParlReader.isMeant(by: bytes) ? nil : (path, bytes)
    }

    /// Takes in what all files hold together.
    func read(into reader: OParlReader) throws {
        for path in paths {
            guard !Interruption.hasCome else { throw CancellationError() }
            let bytes = try Self.bytes(of: path)
            guard path.lowercased().hasSuffix(".json") || OParlReader.isMeant(by: bytes) else {
                throw Failure(
                    .failed,
                    "\(path) is no OParl file: a CSV file is imported alone, name no other."
                )
            }
            try reader.take(bytes, from: path)
        }
    }

    static func bytes(of path: String) throws -> [UInt8] {
        do {
            return [UInt8](try Data(contentsOf: URL(filePath: path)))
        } catch {
            throw Failure(reading: path, error)
        }
    }
}
