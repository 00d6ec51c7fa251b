import Agenda
import Foundation
import Storage

@main struct SearchBenchmark {
    static func main() throws {
        let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
        let sessions = numbers.first ?? 2_000
        let sentences = numbers.dropFirst().first ?? 100
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("search-benchmark-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer {
            // A folder that stays in the temporary directory harms nobody.
            try? FileManager.default.removeItem(at: folder)
        }
        let path = folder.appendingPathComponent("catalogue.sqlite").path
        let catalogue = try Catalogue(at: path)
        for body in MadeUpArchive.bodies { try catalogue.upsert(Body(id: body, name: body)) }
        var archive = MadeUpArchive()

        var rows = 0
        var indexing = 0.0
        var last: (SessionID, [IndexedText])?
        for number in 0..<sessions {
            let body = MadeUpArchive.bodies[number % MadeUpArchive.bodies.count]
            let session = try catalogue.createSession(
                title: "Sitzung", body: body, day: day(number, of: sessions))
            let texts = archive.texts(session: number, sentences: sentences)
            rows += texts.count
            indexing += try cpuTime { try catalogue.reindex(session.id, as: texts) }
            last = (session.id, texts)
        }
        let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
        print("\(sessions) sessions, \(rows) texts, \(size / 1_000_000) MB")
        print("indexed: \(Int(Double(rows) / indexing)) texts a second")

        guard let (session, texts) = last else { return }
        try measure("one text more in a live session", count: 200) { index in
            let added = IndexedText(kind: .note, speech: -1, text: "Wort \(index)")
            try catalogue.reindex(session, as: texts + [added])
        }
        try measureQueries(catalogue, archive)

        try catalogue.removeFromSearch(session)
        let forgetting = try cpuTime { while try !catalogue.forgetDeletedWords() {} }
        print("forgetting a session's words: \(String(format: "%.1f", forgetting)) s")
    }

    private static func measureQueries(_ catalogue: Catalogue, _ archive: MadeUpArchive) throws {
        func rare(_ index: Int) -> String { archive.word(40_000 + index * 97) }
        func common(_ index: Int) -> String { archive.word(2 + index % 8) }
        func middle(_ index: Int) -> String { archive.word(300 + index * 7) }
        let kinds: [(String, (Int) -> SearchQuery)] = [
            ("rare word", { SearchQuery(words: rare($0)) }),
            ("word of middling frequency", { SearchQuery(words: middle($0)) }),
            ("common word", { SearchQuery(words: common($0)) }),
            ("common and common", { SearchQuery(words: common($0) + " " + common($0 + 1)) }),
            ("common and rare", { SearchQuery(words: common($0) + " " + rare($0)) }),
            ("phrase", { SearchQuery(words: "\"\(common($0)) \(common($0 + 1))\"") }),
            ("prefix", { SearchQuery(words: middle($0).prefix(3) + "*") }),
            ("name", { SearchQuery(words: "Nachname\($0)") }),
            ("paper", { SearchQuery(words: "A/\(1990 + $0 % 37)/\($0 * 25)") }),
            (
                "common word, filtered",
                {
                    SearchQuery(
                        words: common($0), body: "bau", from: "2010", to: "2014")
                }
            ),
            ("person alone", { SearchQuery(words: "", person: Int64($0)) }),
            (
                "twelve common words",
                { start in
                    SearchQuery(words: (0..<12).map { middle(start + $0) }.joined(separator: " "))
                }
            ),
            ("no hit, suggestion", { SearchQuery(words: rare($0) + "x") }),
        ]
        for order in SearchQuery.Order.allCases {
            print("by \(order.rawValue)")
            for (name, make) in kinds {
                try measure(name, count: 60) { index in
                    var query = make(index)
                    query.order = order
                    _ = try catalogue.search(query)
                }
            }
        }
    }

    private static func measure(_ name: String, count: Int, _ body: (Int) throws -> Void) throws {
        var times: [Double] = []
        try body(0)
        for index in 0..<count {
            times.append(try cpuTime { try body(index) } * 1000)
        }
        times.sort()
        let text = [0.5, 0.95, 1].map { share in
            String(format: "%9.2f", times[min(Int(Double(count) * share), count - 1)])
        }
        print("  \(name.padding(toLength: 32, withPad: " ", startingAt: 0))\(text.joined())")
    }

    private static func day(_ number: Int, of sessions: Int) -> String {
        let days = number * 12_000 / sessions
        return String(
            format: "%04d-%02d-%02d", 1990 + days / 336, days / 28 % 12 + 1, days % 28 + 1)
    }

    /// Seconds of this process alone, the same on a busy machine.
    private static func cpuTime(_ body: () throws -> Void) rethrows -> Double {
        let before = clock()
        try body()
        return Double(clock() - before) / Double(CLOCKS_PER_SEC)
    }
}
