import Agenda
import Foundation
import Storage

extension Verb {
    static let search = Verb(
        words: ["search"], summary: "search the archive", operands: "WORDS…",
        operandCount: 1...50,
        options: [
            .json, Option("--body", "B", help: "only this body's sessions"),
            Option("--from", "D", help: "only from this day on, YYYY-MM-DD"),
            Option("--to", "D", help: "only up to this day"),
            Option("--newest", help: "the newest first instead of the best"),
            Option("--limit", "N", help: "at most so many; default 20"),
        ]
    ) { invocation in
        var query = SearchQuery(words: invocation.operands.joined(separator: " "))
        query.body = invocation["--body"]
        query.from = try invocation.day("--from")
        query.to = try invocation.day("--to")
        query.order = invocation.has("--newest") ? .date : .relevance
        query.limit = try invocation.number("--limit", in: 1...1000) ?? 20
        let result = try Desk(invocation).catalogue.search(query)
        if invocation.has("--json") {
            Output.write(line: try JSON.text(SearchJSON(result, next: nil)))
            return
        }
        for hit in result.hits {
            let place = hit.playFrom.map { "?t=\($0.linkText)" } ?? ""
            Output.write(line: "\(hit.kind.rawValue.padded(to: 9))\(hit.text)")
            Output.write(line: "         /sessions/\(hit.session)\(place)")
        }
        if let suggestion = result.suggestion { Output.write(line: "Did you mean \(suggestion)?") }
        Output.write(line: result.total.counted("hit"))
    }
}
