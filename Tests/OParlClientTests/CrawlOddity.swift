import MadeUpServers
import Testing

/// Something that a real OParl server does, and what comes of it.
struct CrawlOddity: Sendable, CustomTestStringConvertible {
    let name: String
    /// The path to begin with.
    let start: String
    let answers: [String: Reply]
    let lines: [String]
    /// Paths that must not be asked for, and those that must be asked for so often.
    let requests: [String: Int]

    init(
        _ name: String, from start: String, _ answers: [String: Reply], lines: [String],
        requests: [String: Int] = [:]
    ) {
        self.name = name
        self.start = start
        self.answers = answers
        self.lines = lines
        self.requests = requests
    }

    var testDescription: String { name }

    /// A meeting of the council on a Friday at five, with these fields more.
    static func meeting(_ name: String, _ fields: String = "", type: Bool = true) -> String {
        let more = fields.isEmpty ? "" : ", \(fields)"
        return """
            {"id": "BASE/m/\(name)", \(type ? "\"type\": \"Meeting\"," : "") "name": "\(name)",
             "start": "2026-11-20T17:00:00+01:00", "organization": "BASE/o/1"\(more)}
            """
    }

    static let council = #"{"id": "BASE/o/1", "type": "Organization", "name": "Rat"}"#

    static func list(_ objects: String..., next: String? = nil) -> Reply {
        let links = next.map { #""next": "\#($0)""# } ?? ""
        return .json(#"{"data": [\#(objects.joined(separator: ","))], "links": {\#(links)}}"#)
    }

    /// A body whose lists lie below a path; those that are not named do not exist.
    static func body(_ lists: String...) -> Reply {
        let fields = lists.map { #""\#($0)": "BASE/b/\#($0)""# }.joined(separator: ", ")
        return .json(#"{"id": "BASE/b", "type": "Body", \#(fields)}"#)
    }
}
