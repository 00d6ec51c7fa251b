import Foundation

@testable import HLSChecker

/// The playlists in `Tests/Corpora/hls`, each named by the rule that it breaks.
enum Corpus {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Corpora/hls")

    static func rules(_ level: Law.Level) -> [Rule] {
        Rule.allCases.filter { $0.law.level == level }
    }

    static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appending(path: name)))
    }

    static func text(_ name: String) throws -> String {
        String(decoding: try bytes(name), as: UTF8.self)
    }

    static func names(in path: String = "") throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: path).path)
            .sorted()
    }
}
