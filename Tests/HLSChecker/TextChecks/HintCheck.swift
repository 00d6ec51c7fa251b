/// Hints at what comes next, and reports on other renditions (RFC 8216bis §4.4.5.3 and .4, §B.1).
enum HintCheck: DocumentCheck {
    static func findings(in document: MediaDocument) -> [Finding] {
        let hints = document.hints
        var findings = reports(document)
        if document.hasEnd {
            findings += hints.map {
                Finding(.hintAfterEnd, line: $0.line, "There is an #EXT-X-ENDLIST.")
            }
        } else if document.hasParts && !hints.contains(where: { $0.attributes["TYPE"] == "PART" }) {
            findings.append(Finding(.missingHint, "There is none."))
        }
        var types: Set<String> = []
        for hint in hints where !types.insert(hint.attributes["TYPE"] ?? "").inserted {
            findings.append(Finding(.repeatedHint, line: hint.line, "One is before it."))
        }
        let listed = Set(document.segments.flatMap(\.parts).map(\.uri))
        for hint in hints where hint.attributes["BYTERANGE-START"] == nil {
            if let uri = hint.attributes["URI"], listed.contains(uri) {
                findings.append(Finding(.hintListed, line: hint.line, "\(uri) is."))
            }
        }
        return findings
    }

    private static func reports(_ document: MediaDocument) -> [Finding] {
        document.reports.compactMap { report in
            guard let uri = report.attributes["URI"],
                uri.hasPrefix("//") || uri.firstMatch(of: /^[A-Za-z][A-Za-z0-9+.-]*:/) != nil
            else { return nil }
            return Finding(.absoluteReport, line: report.line, "It is \(uri).")
        }
    }
}
