import Foundation
import Mutating
import Testing

@testable import HTTP

@Suite struct MutationTests {
    private static func corpus() throws -> [[UInt8]] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Corpora/http")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        let files = try names.map { [UInt8](try Data(contentsOf: folder.appending(path: $0))) }
        return files + HostileRequest.all.map { Array($0.text.utf8) }.filter { $0.count < 1_000 }
    }

    @Test("Whatever happens to a request's bytes, the readers keep their promises")
    func survives() throws {
        let corpus = try Self.corpus()
        #expect(corpus.count > 60)
        var random = SeededGenerator(seed: 20_261_120)
        for seed in corpus {
            #expect(HeadInvariants.violation(seed) == nil)
        }
        for _ in 0..<30_000 {
            var bytes = corpus[Int.random(in: 0..<corpus.count, using: &random)]
            for _ in 0...Int.random(in: 0..<4, using: &random) {
                mutate(&bytes, corpus, &random)
            }
            if let violation = HeadInvariants.violation(bytes) {
                Issue.record(
                    "\(violation): \(String(decoding: bytes, as: UTF8.self).debugDescription)")
                return
            }
        }
    }

    /// Flips, drops, doubles, inserts what matters, or joins two requests.
    private func mutate(
        _ bytes: inout [UInt8], _ corpus: [[UInt8]], _ random: inout SeededGenerator
    ) {
        guard !bytes.isEmpty else { return }
        let place = Int.random(in: 0..<bytes.count, using: &random)
        let end = min(bytes.count, place + Int.random(in: 1...12, using: &random))
        switch Int.random(in: 0..<6, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.removeSubrange(place..<end)
        case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
        case 3:
            let marks: [String] = [
                "\r\n", "\n", "\r", " ", "\t", ":", "%", "%2e", "..", "/", "\0", ";", ",",
                "Content-Length: 3\r\n", "Transfer-Encoding: chunked\r\n", "Host: b\r\n",
                "fffffff\r\n", "0\r\n\r\n",
            ]
            let mark = marks[Int.random(in: 0..<marks.count, using: &random)]
            bytes.insert(contentsOf: Array(mark.utf8), at: place)
        case 4: bytes.removeSubrange(place...)
        default:
            let other = corpus[Int.random(in: 0..<corpus.count, using: &random)]
            bytes = Array(bytes[..<place]) + other.dropFirst(place)
        }
    }
}
