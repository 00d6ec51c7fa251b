/// What differs between two loads of a media playlist (RFC 8216bis §6.2.1, §6.2.2).
struct PlaylistChange {
    let before: MediaDocument
    let after: MediaDocument

    init(from before: MediaDocument, to after: MediaDocument) {
        self.before = before
        self.after = after
    }

    var findings: [Finding] {
        header + numbers + removal + PartChange(before: before, after: after).findings
    }

    private var header: [Finding] {
        var findings: [Finding] = []
        if before.targetDuration != after.targetDuration {
            findings.append(
                Finding(
                    .targetDurationChanged, line: line("EXT-X-TARGETDURATION"),
                    "It was \(before.targetDuration ?? 0)."))
        }
        if let target = before.partTarget, after.partTarget != target {
            findings.append(
                Finding(.partTargetChanged, line: line("EXT-X-PART-INF"), "It was \(target)."))
        }
        for name in [
            "EXT-X-VERSION", "EXT-X-INDEPENDENT-SEGMENTS", "EXT-X-START", "EXT-X-SERVER-CONTROL",
            "EXT-X-PLAYLIST-TYPE", "EXT-X-I-FRAMES-ONLY",
        ] {
            let (was, now) = (before.playlist.first(name), after.playlist.first(name))
            if was?.value != now?.value || (was == nil) != (now == nil) {
                let text = was.map { "#\(name):\($0.value ?? "")" } ?? "no #\(name)"
                findings.append(Finding(.headerChanged, line: now?.line, "There was \(text)."))
            }
        }
        return findings
    }

    private var numbers: [Finding] {
        var findings: [Finding] = []
        if after.mediaSequence < before.mediaSequence {
            findings.append(
                Finding(
                    .mediaSequenceDecreased, line: line("EXT-X-MEDIA-SEQUENCE"),
                    "It was \(before.mediaSequence)."))
        }
        if after.discontinuitySequence < before.discontinuitySequence {
            findings.append(
                Finding(
                    .discontinuitySequenceDecreased, line: line("EXT-X-DISCONTINUITY-SEQUENCE"),
                    "It was \(before.discontinuitySequence)."))
        }
        return findings
    }

    private var removal: [Finding] {
        var findings: [Finding] = []
        let isShortened = after.mediaSequence > before.mediaSequence
        if isShortened && before.type == "EVENT" {
            findings.append(
                Finding(
                    .eventRemoved, line: line("EXT-X-MEDIA-SEQUENCE"),
                    "It began with \(before.mediaSequence)."))
        }
        if let target = after.targetDuration, isShortened, !after.hasEnd, after.skipped == 0,
            after.duration < 3 * Seconds(target)
        {
            findings.append(Finding(.windowTooShort, "\(after.duration) s are left."))
        }
        let (was, now) = (before.complete.last?.sequence, after.complete.last?.sequence)
        if let was, was > now ?? after.mediaSequence - 1 {
            findings.append(Finding(.segmentWithdrawn, "The last one was \(was)."))
        }
        if before.hasEnd && (!after.hasEnd || now ?? 0 > was ?? 0) {
            findings.append(Finding(.endWithdrawn, "More has come."))
        }
        return findings
    }

    private func line(_ name: String) -> Int? { after.playlist.first(name)?.line }
}
