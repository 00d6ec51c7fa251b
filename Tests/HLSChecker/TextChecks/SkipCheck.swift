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
        let rounding = document.complete.reduce(0) { $0 + ($1.duration?.rounding ?? 0) }
        guard document.skipped > 0, document.duration + rounding < boundary else { return [] }
        return [
            Finding(
                .skipTooMuch, line: skip.line,
                "Only \(document.duration) s are left, the boundary is \(boundary).")
        ]
    }
}
