import Agenda
import Foundation
import Testing

@testable import Storage

/// A row of Tests/Corpora/search/queries.tsv.
struct ExpectedHit: CustomTestStringConvertible {
    var query: SearchQuery
    /// `item 701`, `-`, or `- ? WORDS` for a suggestion.
    var first: String
    var why: String

    var testDescription: String { "\(query.words.prefix(40)): \(why)" }

    static func all() throws -> [ExpectedHit] {
        let file = SearchCorpus.folder.appendingPathComponent("queries.tsv")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        return lines.dropFirst().map { line in
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
                .map(String.init)
            func cell(_ index: Int) -> String? { cells[index].isEmpty ? nil : cells[index] }
            let query = SearchQuery(
                words: written(cells[0]), body: cell(1), person: cell(2).flatMap { Int64($0) },
                from: cell(3), to: cell(4),
                order: cell(5).flatMap(SearchQuery.Order.init) ?? .relevance)
            return ExpectedHit(query: query, first: cells[6], why: cells[7])
        }
    }

    /// `{3 × ab}` is ababab.
    private static func written(_ cell: String) -> String {
        guard let match = cell.wholeMatch(of: /\{(\d+) × (.+)\}/), let count = Int(match.1) else {
            return cell
        }
        return String(repeating: String(match.2), count: count)
    }
}

@Suite("the search finds what people mean")
struct SearchQueryTests {
    private static let shared = Result {
        let place = try TemporaryCatalogue()
        return (place, try SearchCorpus.load().catalogue(at: place.path))
    }

    @Test("each query of the table has its expected first hit", arguments: try ExpectedHit.all())
    func firstHit(_ expected: ExpectedHit) throws {
        let (_, catalogue) = try Self.shared.get()
        let result = try catalogue.search(expected.query)
        #expect(Self.description(of: result) == expected.first, "\(expected.why)")
        #expect(result.hits.isEmpty == (result.total == 0))
    }

    @Test("the table has at least 60 queries")
    func tableSize() throws {
        #expect(try ExpectedHit.all().count >= 60)
    }

    private static func description(of result: SearchResult) -> String {
        guard let hit = result.hits.first else {
            return result.suggestion.map { "- ? \($0)" } ?? "-"
        }
        switch hit.kind {
        case .session: return "session \(hit.session)"
        case .item, .paper: return "\(hit.kind) \(hit.item ?? 0)"
        case .speaker, .note: return "\(hit.kind) \(hit.speech ?? 0)"
        }
    }
}
