import Agenda
import Foundation

/// What OParl files hold, in lines: what tests compare.
struct OParlLines {
    static let berlin = TimeZone(identifier: "Europe/Berlin") ?? .gmt

    static func of(_ files: [String]) throws -> [String] {
        let reader = OParlReader(timeZone: berlin)
        for (index, file) in files.enumerated() {
            try reader.take(Array(file.utf8), from: "\(index + 1).json")
        }
        return try lines(reader.contents())
    }

    static func lines(_ contents: OParlContents) throws -> [String] {
        var contents = contents
        return try contents.next(.max).flatMap(meeting)
            + contents.persons.map { person in
                let factions = person.memberships.map { membership in
                    "\(membership.faction) (\(membership.role ?? "-")) "
                        + "\(membership.from ?? "")…\(membership.to ?? "")"
                }
                return "person \(person.oparlID ?? "-") \(person.name)"
                    + (person.role.map { " [\($0)]" } ?? "")
                    + (factions.isEmpty ? "" : ": " + factions.joined(separator: ", "))
            }
            + contents.deleted.map { "deleted \($0)" }
            + contents.skipped.first.map { "skipped \($0)" }
    }

    private static func meeting(_ meeting: ImportedMeeting) -> [String] {
        let schedule =
            switch meeting.schedule {
            case .never(let reason): "never, \(reason)"
            case .on(let day, let begin, let end): "\(day) \(clock(begin))-\(clock(end))"
            }
        let state =
            switch meeting.isCancelled {
            case true?: " cancelled"
            case false?: " not cancelled"
            case nil: ""
            }
        let body = "\(meeting.body.name)\(meeting.body.isGuess ? "?" : "")"
        let head =
            "meeting \(meeting.oparlID ?? "-") \(schedule) \(body): \(meeting.title)\(state)"
        guard let agenda = meeting.agenda else { return [head] }
        return [head]
            + agenda.map { item in
                let sign =
                    switch item.publicity {
                    case .public: "+"
                    case .nonPublic: "!"
                    case .unsaid: " "
                    }
                let papers = item.papers.map { paper in
                    " <\(paper.reference)\(paper.title.isEmpty ? "" : "=\(paper.title)")"
                        + "\(paper.url.map { "@\($0)" } ?? "")>"
                }
                return " \(sign)\(item.number)|\(item.title)"
                    + (item.parent.map { " under \($0)" } ?? "")
                    + (item.result.map { " -> \($0)" } ?? "") + papers.joined()
            }
    }

    private static func clock(_ date: Date?) -> String {
        guard let date else { return "" }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = berlin
        let parts = calendar.dateComponents([.hour, .minute], from: date)
        return "\(parts.hour ?? 0):\(parts.minute ?? 0)"
    }
}

extension OParlContents {
    func all() throws(AgendaError) -> [ImportedMeeting] {
        var contents = self
        return try contents.next(.max)
    }
}
