/// Which tags there are, how often and with what values (RFC 8216bis §4.4).
enum TagCheck: TextCheck {
    static func findings(in playlist: Playlist) -> [Finding] {
        var findings: [Finding] = []
        if playlist.lines.first?.text != "#EXTM3U" {
            findings.append(Finding(.firstLine, line: 1, "It is another."))
        }
        var seen: Set<String> = []
        for tag in playlist.tags {
            guard let syntax = TagSyntax.all[tag.name] else {
                findings.append(
                    Finding(.unknownTag, line: tag.line, "#\(tag.name) is not defined."))
                continue
            }
            if syntax.isOnce && !seen.insert(tag.name).inserted {
                findings.append(
                    Finding(.repeatedTag, line: tag.line, "#\(tag.name) was there already."))
            }
            if let fault = syntax.fault(in: tag.value) {
                findings.append(
                    Finding(.tagValue, line: tag.line, "What #\(tag.name) says \(fault)"))
            }
        }
        return findings + mixed(playlist)
    }

    private static func mixed(_ playlist: Playlist) -> [Finding] {
        let scopes = playlist.tags.map { (tag: $0, scope: TagSyntax.all[$0.name]?.scope) }
        guard scopes.contains(where: { $0.scope == .multivariant }),
            let media = scopes.first(where: { $0.scope?.isOfMedia == true })?.tag
        else { return [] }
        return [
            Finding(
                .mixedTags, line: media.line, "#\(media.name) stands in a multivariant playlist.")
        ]
    }
}
