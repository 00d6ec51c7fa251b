/// Session data and keys of a multivariant playlist (RFC 8216bis §4.4.6.4, §4.4.6.5).
enum SessionCheck: TextCheck {
    static func findings(in playlist: Playlist) -> [Finding] {
        var findings: [Finding] = []
        var data: Set<[String]> = []
        for tag in playlist.tags("EXT-X-SESSION-DATA") {
            let list = tag.attributes
            if (list["VALUE"] == nil) == (list["URI"] == nil) {
                findings.append(
                    Finding(.sessionDataForm, line: tag.line, "It has both or neither."))
            }
            if !data.insert([list["DATA-ID"] ?? "", list["LANGUAGE"] ?? ""]).inserted {
                findings.append(
                    Finding(.repeatedSessionData, line: tag.line, "It was there already."))
            }
        }
        var keys: Set<[String]> = []
        for tag in playlist.tags("EXT-X-SESSION-KEY") {
            let key = ["METHOD", "URI", "IV", "KEYFORMAT", "KEYFORMATVERSIONS"].map {
                tag.attributes[$0] ?? ""
            }
            if !keys.insert(key).inserted {
                findings.append(
                    Finding(.repeatedSessionKey, line: tag.line, "It was there already."))
            }
        }
        return findings
    }
}
