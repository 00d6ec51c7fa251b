/// How the parts of two loads differ (RFC 8216bis §6.2.2).
struct PartChange {
    private struct Name: Hashable {
        let sequence: Int
        let uri: String
        let byteRange: ByteRange?
    }

    let before: MediaDocument
    let after: MediaDocument

    var findings: [Finding] {
        let now = Dictionary(Self.all(after), uniquingKeysWith: { first, _ in first })
        let complete = Set(after.complete.map(\.sequence))
        var findings: [Finding] = []
        var hasStayed = false
        for (name, part) in Self.all(before) {
            if let same = now[name] {
                hasStayed = true
                if same.attributes != part.attributes {
                    findings.append(
                        Finding(.partChanged, line: same.line, "\(name.uri) said something else."))
                }
            } else if !complete.contains(name.sequence) && name.sequence >= after.mediaSequence {
                findings.append(Finding(.partWithdrawn, "\(name.uri) is gone."))
            } else if hasStayed {
                findings.append(
                    Finding(.partOrder, "\(name.uri) is gone, and one before it is not."))
            }
        }
        return findings
    }

    private static func all(_ document: MediaDocument) -> [(Name, MediaDocument.Part)] {
        document.segments.flatMap { segment in
            segment.parts.map { part in
                (
                    Name(
                        sequence: segment.sequence, uri: part.uri, byteRange: part.byteRange),
                    part
                )
            }
        }
    }
}
