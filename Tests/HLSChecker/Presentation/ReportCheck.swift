import Foundation

/// What renditions report on each other (RFC 8216bis §4.4.5.4, §B.1).
enum ReportCheck {
    static func findings(_ renditions: [Rendition]) -> [Finding] {
        renditions.indices.flatMap { index -> [Finding] in
            let rendition = renditions[index]
            guard rendition.document.hasParts, !rendition.document.hasEnd else { return [] }
            return renditions.indices.filter { $0 != index }.compactMap { other in
                finding(rendition, on: renditions[other], wasLoadedBefore: other < index)
            }
            .map { $0.at(rendition.name) }
        }
    }

    private static func finding(
        _ rendition: Rendition, on other: Rendition, wasLoadedBefore: Bool
    ) -> Finding? {
        let report = rendition.document.reports.first { report in
            guard let uri = report.attributes["URI"] else { return false }
            return URL(string: uri, relativeTo: rendition.url)?.absoluteURL == other.url.absoluteURL
        }
        // Of a rendition without a segment there is no number to report.
        guard let edge = other.edge else { return nil }
        guard let report else { return Finding(.missingReport, "\(other.name) has none.") }
        // What is left out is the same as this playlist's own.
        let sequence = report.attributes.integer("LAST-MSN") ?? rendition.edge?.sequence
        let part = report.attributes.integer("LAST-PART")
        if wasLoadedBefore {
            // It has had parts since before this report was written.
            guard part == nil, let last = edge.part, sequence == edge.sequence,
                rendition.edge?.part != last
            else { return nil }
            return Finding(.reportWithoutPart, line: report.line, "\(other.name) has parts.")
        }
        // It was loaded after the report was written, and can only have gone on.
        let isAhead =
            sequence ?? 0 > edge.sequence
            || sequence == edge.sequence && part ?? 0 > edge.part ?? .max
        return isAhead
            ? Finding(
                .reportAhead, line: report.line,
                "\(other.name) ends with \(edge.sequence), part \(edge.part ?? 0).") : nil
    }
}
