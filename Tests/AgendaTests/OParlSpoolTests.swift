import Foundation
import Mutating
import Testing

@testable import Agenda

@Suite("What waits on the disk")
struct OParlSpoolTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(
            path: "spool-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private func remove() throws { try FileManager.default.removeItem(at: folder) }

    @Test("bytes come back as they were put there, in any order, and no name is left")
    func bytes() throws {
        var random = SeededGenerator(seed: 7)
        let spool = OParlSpool(in: folder.path)
        var kept: [(OParlSpool.Place, [UInt8])] = []
        for index in 0..<4000 {
            // Some are longer than a block, and one is longer than what is kept in memory.
            let most = index == 2000 ? 3_000_000 : index.isMultiple(of: 50) ? 60_000 : 900
            let count = index == 2000 ? most : Int.random(in: 0...most, using: &random)
            let bytes = [UInt8](repeating: UInt8(truncatingIfNeeded: index), count: count)
            kept.append((try spool.append(bytes), bytes))
            let (place, known) = kept[Int.random(in: 0..<kept.count, using: &random)]
            #expect(try spool.bytes(at: place) == known)
        }
        for (place, known) in kept.shuffled(using: &random) {
            #expect(try spool.bytes(at: place) == known)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
        try remove()
    }

    @Test("an archive that is too large for the memory is read as a small one is")
    func archive() throws {
        let reader = OParlReader(timeZone: OParlLines.berlin, spoolingIn: folder.path)
        let filler = String(repeating: "Wort ", count: 400)
        for number in 0..<1500 {
            let meeting = """
                {"id": "https://x/m\(number)", "type": "Meeting", "name": "S\(number)",
                 "start": "2026-11-20T17:00:00+01:00", "organization": "https://x/o",
                 "agendaItem": [{"id": "https://x/i\(number)", "name": "\(filler)\(number)",
                   "consultation": "https://x/c\(1499 - number)"}]}
                """
            let paper = """
                {"id": "https://x/p\(number)", "type": "Paper", "reference": "V/\(number)",
                 "consultation": [{"id": "https://x/c\(number)"}]}
                """
            try reader.take(Array("[\(meeting),\(paper)]".utf8), from: "\(number)")
        }
        try reader.take(
            Array(#"[{"id": "https://x/o", "type": "Organization", "name": "Rat"}]"#.utf8),
            from: "o")
        var contents = try reader.contents()
        #expect(contents.meetingCount == 1500 && contents.counts.map(\.count).reduce(0, +) == 6001)
        var number = 0
        while case let batch = try contents.next(64), !batch.isEmpty {
            for meeting in batch {
                #expect(meeting.title == "S\(number)" && meeting.body.name == "Rat")
                #expect(meeting.agenda?.first?.title == "\(filler)\(number)")
                #expect(meeting.agenda?.first?.papers.map(\.reference) == ["V/\(1499 - number)"])
                number += 1
            }
        }
        #expect(number == 1500)
        try remove()
    }

    @Test("a folder that takes nothing is told, and what to do")
    func refused() throws {
        try remove()
        let spool = OParlSpool(in: folder.path)
        let error = #expect(throws: AgendaError.self) {
            for _ in 0..<3 { _ = try spool.append([UInt8](repeating: 1, count: 700_000)) }
        }
        #expect(error?.code == .spool)
        #expect(error?.description.hasPrefix("\(folder.path): ") == true)
        #expect(error?.description.contains("make room there") == true)
    }
}
