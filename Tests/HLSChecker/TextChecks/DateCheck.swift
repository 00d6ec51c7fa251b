/// Dates of segments: one for each moment (RFC 8216bis §6.2.1).
enum DateCheck: DocumentCheck {
    static func findings(in document: MediaDocument) -> [Finding] {
        var findings: [Finding] = []
        let dates = document.dates
        for index in document.segments.indices.dropFirst() {
            let segment = document.segments[index]
            guard let date = segment.date, let before = dates[index - 1] else { continue }
            let end = before + document.segments[index - 1].seconds
            if date < before {
                findings.append(
                    Finding(.dateDecreases, line: segment.line, "By \(before - date) s."))
            } else if end - date >= 1 || date == before && end > before {
                findings.append(
                    Finding(
                        .dateOverlap, line: segment.line,
                        "It begins \(end - date) s before the end of the one before it."))
            }
        }
        return findings
    }
}
