/// What each EXT-X-MEDIA says for its type (RFC 8216bis §4.4.6.1).
enum RenditionCheck: TextCheck {
    static func findings(in playlist: Playlist) -> [Finding] {
        playlist.tags("EXT-X-MEDIA").flatMap(findings)
    }

    private static func findings(in tag: Playlist.Tag) -> [Finding] {
        let list = tag.attributes
        guard let type = list["TYPE"] else { return [] }
        var findings: [Finding] = []
        func find(_ rule: Rule, _ detail: String) {
            findings.append(Finding(rule, line: tag.line, detail))
        }
        if list["DEFAULT"] == "YES" && list["AUTOSELECT"] == "NO" {
            find(.defaultNotAutoselected, "It is NO.")
        }
        for name in forbidden(in: type) where list[name] != nil {
            find(.forbiddenMediaAttribute, "\(type) has \(name).")
        }
        if type == "SUBTITLES" && list["URI"] == nil { find(.missingRenditionURI, "It has none.") }
        if type == "CLOSED-CAPTIONS" && !isService(list["INSTREAM-ID"] ?? "") {
            find(.instreamID, "It is \(list["INSTREAM-ID"] ?? "missing").")
        }
        return findings
    }

    private static func forbidden(in type: String) -> [String] {
        let sound = type == "AUDIO" ? [] : ["CHANNELS", "BIT-DEPTH", "SAMPLE-RATE"]
        let text = type == "SUBTITLES" ? [] : ["FORCED"]
        return sound + text + (type == "CLOSED-CAPTIONS" ? ["URI"] : [])
    }

    private static func isService(_ id: String) -> Bool {
        if ["CC1", "CC2", "CC3", "CC4"].contains(id) { return true }
        guard id.hasPrefix("SERVICE"), let number = Int(id.dropFirst("SERVICE".count)) else {
            return false
        }
        return (1...63).contains(number)
    }
}
