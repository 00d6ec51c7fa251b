import Foundation
import HLSChecker
import Playlist
import Recording
import Testing

/// Every frame rate with both rates of sound, and each kind of group with each of them.
///
/// With RATSKANAL_GOLDEN=write the playlists are written anew; read the difference before it is
/// kept.
@Suite("Every frame rate") struct RateTests {
    struct Row: CustomTestStringConvertible, Sendable {
        var name: String
        var sample: Sample
        var testDescription: String { name }
    }

    static let rates = [
        ("23.976", "24000/1001"), ("25", "25"), ("29.97", "30000/1001"), ("30", "30"),
        ("50", "50"), ("59.94", "60000/1001"), ("variable", Sample.variableRate),
    ]

    static let groups: [(String, Sample)] = [
        ("1", Sample(group: 1)), ("2", Sample(group: 2)),
        ("2-b-frames", Sample(group: 2, bFrames: 3)),
        ("2-open", Sample(group: 2, bFrames: 2, isOpenGroup: true)),
        ("5", Sample(seconds: 11.5, group: 5, bFrames: 2)),
        ("10", Sample(seconds: 13, group: 10, bFrames: 2)),
    ]

    static let rows = rates.flatMap { rate in
        [44_100, 48_000].flatMap { (sampleRate: Int) in
            groups.map { group in
                var sample = group.1
                sample.rate = rate.1
                sample.sampleRate = sampleRate
                sample.size = "64x36"
                let name = "\(rate.0)-\(sampleRate == 44_100 ? "44.1" : "48")-group-\(group.0)"
                return Row(name: name, sample: sample)
            }
        }
    }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Playlists")

    @Test("Its playlists are what their files say, and true of every sample", arguments: rows)
    func playlists(_ row: Row) async throws {
        let (entries, _) = try await Chamber.record(row.sample.file())
        let presentation = Presentation(entries)
        for track in [TrackID.video, .audio] {
            let text = String(
                decoding: presentation.playlist(of: track).bytes(.event), as: UTF8.self)
            try Self.compare(text, with: "\(row.name)/\(track).m3u8")
        }
        let url = try #require(URL(string: Presentation.folder + "index.m3u8"))
        var watch = Watch(url, load: presentation.bytes)
        #expect(try watch.look() == [])
        #expect(watch.mediaCount > 40)
    }

    private static func compare(_ text: String, with name: String) throws {
        let file = folder.appending(path: name)
        if ProcessInfo.processInfo.environment["RATSKANAL_GOLDEN"] == "write" {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
            return
        }
        let expected = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        #expect(text == expected, "\(name)")
    }
}
