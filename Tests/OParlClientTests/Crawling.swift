import Agenda
import Foundation

@testable import OParlClient

/// A crawl and what came of it, in lines: what tests compare.
struct Crawling {
    let report: Crawl.Report
    let lines: [String]

    /// - Parameter setting: changes the limits, which are those of somebody in a hurry.
    init(
        _ address: String, following: Bool = true,
        _ setting: (inout CrawlLimits) -> Void = { _ in },
        isCancelled: @escaping () -> Bool = { false }
    ) throws {
        var limits = CrawlLimits()
        limits.allowsPrivateAddresses = true
        limits.pause = .milliseconds(4)
        limits.stallTime = .seconds(20)
        setting(&limits)
        let reader = OParlReader(timeZone: TimeZone(identifier: "Europe/Berlin") ?? .gmt)
        report = try Crawl(into: reader, limits: limits, isCancelled: isCancelled)
            .run(from: address, following: following)
        lines = try Self.lines(reader.contents()) + report.notes.map { "note \($0)" }
    }

    private static func lines(_ contents: OParlContents) throws -> [String] {
        var contents = contents
        var lines: [String] = []
        while let meeting = try contents.next(1).first {
            var line = "\(meeting.title) of \(meeting.body.name)"
            if !meeting.isAgendaWhole { line += " (in part)" }
            if case .never(let reason) = meeting.schedule { line += ", never: \(reason)" }
            for item in meeting.agenda ?? [] {
                let sign = item.publicity == .nonPublic ? "!" : ""
                line += ", \(sign)\(item.number) \(item.title)"
                for paper in item.papers {
                    line += " <\(paper.reference)\(paper.url.map { "@\($0)" } ?? "")>"
                }
            }
            lines.append(line)
        }
        for person in contents.persons {
            lines.append("\(person.name): \(person.memberships.map(\.faction))")
        }
        lines += contents.deleted.map { "deleted \($0)" }
        lines += contents.skipped.first.map { "skipped \($0)" }
        if contents.danglingReferences > 0 {
            lines.append("dangling \(contents.danglingReferences)")
        }
        return lines
    }
}
