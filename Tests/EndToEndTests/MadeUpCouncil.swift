import HTTP
import MadeUpServers

/// A council on an OParl server: its meetings in pages of fifty, with items, papers, persons.
struct MadeUpCouncil: Sendable {
    let meetings: Int
    let itemsEach: Int

    private static let page = 50

    /// What a server answers, `/body` first.
    var answers: [String: Reply] {
        var answers: [String: Reply] = [
            "/body": .json(
                """
                {"id": "BASE/body", "type": "Body", "meeting": "BASE/meeting?page=0",
                 "paper": "BASE/paper?page=0", "organization": "BASE/organization"}
                """),
            "/organization": .json(
                """
                {"data": [{"id": "BASE/o/1", "name": "Bauausschuss", "organizationType": "Gremium"}]}
                """),
        ]
        add("meeting", count: meetings, to: &answers, meeting)
        add("paper", count: meetings * itemsEach, to: &answers, Self.paper)
        return answers
    }

    private func add(
        _ name: String, count: Int, to answers: inout [String: Reply],
        _ object: @escaping @Sendable (Int) -> String
    ) {
        for first in stride(from: 0, to: count, by: Self.page) {
            let number = first / Self.page
            let last = min(first + Self.page, count)
            let next = last < count ? #""next": "BASE/\#(name)?page=\#(number + 1)""# : ""
            answers["/\(name)?page=\(number)"] = .made { _ in
                let data = (first..<last).map(object).joined(separator: ",")
                return .json(#"{"data": [\#(data)], "links": {\#(next)}}"#)
            }
        }
    }

    private func meeting(_ number: Int) -> String {
        let day = "20\(10 + number % 40)-\(10 + number % 3)-\(10 + number / 120 % 18)"
        let items = (0..<itemsEach).map { index in
            let id = number * itemsEach + index
            return """
                {"id": "BASE/i/\(id)", "number": "\(index + 1)", "name": "Bebauungsplan \(id) für das \
                Gebiet zwischen Linde und Bach, Aufstellung", "consultation": "BASE/c/\(id)"}
                """
        }
        return """
            {"id": "BASE/m/\(number)", "type": "Meeting", "name": "\(number). Sitzung",
             "start": "\(day)T17:00:00+01:00", "organization": ["BASE/o/1"],
             "agendaItem": [\(items.joined(separator: ","))]}
            """
    }

    private static func paper(_ number: Int) -> String {
        """
        {"id": "BASE/p/\(number)", "reference": "V/\(number)", "name": "Vorlage zum Plan \(number)",
         "mainFile": {"id": "BASE/f/\(number)", "accessUrl": "BASE/f/\(number).pdf"},
         "consultation": [{"id": "BASE/c/\(number)"}]}
        """
    }
}
