import Foundation

@testable import Storage

/// A folder of its own for a catalogue, gone with this object.
final class TemporaryCatalogue: Sendable {
    let path: String
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("ratskanal-search-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.appendingPathComponent("catalogue.sqlite").path
    }

    deinit {
        // A folder that stays in the temporary directory harms nobody.
        try? FileManager.default.removeItem(at: folder)
    }

    /// All bytes of the catalogue and its write-ahead log.
    func bytes() throws -> Data {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            .filter { !$0.hasSuffix("-shm") }
            .reduce(into: Data()) { bytes, name in
                bytes += try Data(contentsOf: folder.appendingPathComponent(name))
            }
    }
}
