import Foundation

/// A file with some bytes, removed at the end.
final class TemporaryFile {
    let path: String

    init(_ bytes: [UInt8]) throws {
        let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        path = url.path
        try Data(bytes).write(to: url)
    }

    deinit {
        // Nothing to be done where even that fails: the folder is a temporary one.
        try? FileManager.default.removeItem(atPath: path)
    }
}
