/// Delta updates (RFC 8216bis §6.2.5.1).
enum SkipCheck: DocumentCheck {
    static func findings(in document: MediaDocument) -> [Finding] {
        guard let skip = document.playlist.first("EXT-X-SKIP") else { return [] }
        if document.hasEnd {
            return [Finding(.skipAfterEnd, line: skip.line, "There is an #EXT-X-ENDLIST.")]
        }
        guard let boundary = document.serverControl?.seconds("CAN-SKIP-UNTIL") else {
            return [Finding(.skipNotOffered, line: skip.line, "There is no CAN-SKIP-UNTIL.")]
        }
        if let late = late(document, skip) { return [late] }
        if let listed = removedAndListed(document, skip) { return [listed] }
        let rounding = document.complete.reduce(0) { $0 + ($1.duration?.rounding ?? 0) }
        guard document.skipped > 0, document.duration + rounding < boundary else { return [] }
        return [
            Finding(
                .skipTooMuch, line: skip.line,
                "Only \(document.duration) s are left, the boundary is \(boundary).")
        ]
    }

    private static func late(_ document: MediaDocument, _ skip: Playlist.Tag) -> Finding? {
        let isLate = document.playlist.elements.contains { element in
            switch element {
            case .uri(_, let line): line < skip.line
            case .tag(let tag): tag.name == "EXT-X-PART" && tag.line < skip.line
            }
        }
        return isLate ? Finding(.lateSkip, line: skip.line, "A segment is before it.") : nil
    }

    private static func removedAndListed(
        _ document: MediaDocument, _ skip: Playlist.Tag
    ) -> Finding? {
        let removed = skip.attributes["RECENTLY-REMOVED-DATERANGES"]?.split(separator: "\t") ?? []
        return document.dateRanges.first { tag in
            tag.attributes["ID"].map { removed.contains(Substring($0)) } ?? false
        }.map {
            Finding(.removedDateRangeListed, line: $0.line, "\($0.attributes["ID"] ?? "") is.")
        }
    }
}
