/// A media playlist as a whole (RFC 8216bis §4.4.3).
enum HeaderCheck: DocumentCheck {
    static func findings(in document: MediaDocument) -> [Finding] {
        var findings = order(document) + serverControl(document)
        let playlist = document.playlist
        if document.targetDuration == nil && !playlist.has("EXT-X-TARGETDURATION") {
            findings.append(Finding(.missingTargetDuration, "There is none."))
        }
        if document.type == "VOD" && !document.hasEnd {
            findings.append(
                Finding(
                    .vodWithoutEnd, line: playlist.first("EXT-X-PLAYLIST-TYPE")?.line,
                    "There is no #EXT-X-ENDLIST."))
        }
        return findings
    }

    /// What counts on from the first segment stands before it.
    private static func order(_ document: MediaDocument) -> [Finding] {
        var findings: [Finding] = []
        var hasSegment = false
        var hasDiscontinuity = false
        for element in document.playlist.elements {
            guard case .tag(let tag) = element else {
                hasSegment = true
                continue
            }
            switch tag.name {
            case "EXT-X-SKIP", "EXT-X-PART": hasSegment = true
            case "EXT-X-DISCONTINUITY": hasDiscontinuity = true
            case "EXT-X-MEDIA-SEQUENCE" where hasSegment:
                findings.append(Finding(.lateMediaSequence, line: tag.line, "One is before it."))
            case "EXT-X-DISCONTINUITY-SEQUENCE" where hasSegment || hasDiscontinuity:
                findings.append(
                    Finding(.lateDiscontinuitySequence, line: tag.line, "One is before it."))
            default: break
            }
        }
        return findings
    }

    private static func serverControl(_ document: MediaDocument) -> [Finding] {
        var findings: [Finding] = []
        let control = document.serverControl
        let line = document.playlist.first("EXT-X-SERVER-CONTROL")?.line
        func least(_ name: String, _ times: Double, _ unit: Seconds?, _ rule: Rule) {
            guard let value = control?.seconds(name), let unit,
                value < times * unit - 0.000_001
            else { return }
            findings.append(Finding(rule, line: line, "It is \(value) of \(unit)."))
        }
        let target = document.targetDuration.map(Seconds.init)
        least("HOLD-BACK", 3, target, .holdBackTooShort)
        least("PART-HOLD-BACK", 2, document.partTarget, .partHoldBackTooShort)
        least("CAN-SKIP-UNTIL", 6, target, .skipBoundaryTooShort)
        if document.partTarget != nil && control?["PART-HOLD-BACK"] == nil {
            findings.append(Finding(.missingPartHoldBack, line: line, "There is none."))
        }
        if control?["CAN-SKIP-DATERANGES"] != nil && control?["CAN-SKIP-UNTIL"] == nil {
            findings.append(Finding(.skipDateRangesAlone, line: line, "It stands alone."))
        }
        return findings
    }
}
