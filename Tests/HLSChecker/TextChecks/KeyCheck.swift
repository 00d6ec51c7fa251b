/// EXT-X-KEY and EXT-X-SESSION-KEY (RFC 8216bis §4.4.4.4, §4.4.6.5).
enum KeyCheck: TextCheck {
    static func findings(in playlist: Playlist) -> [Finding] {
        playlist.tags.filter { ["EXT-X-KEY", "EXT-X-SESSION-KEY"].contains($0.name) }
            .compactMap(finding)
    }

    private static func finding(in tag: Playlist.Tag) -> Finding? {
        let list = tag.attributes
        guard let method = list["METHOD"] else { return nil }
        if method == "NONE" {
            if tag.name == "EXT-X-SESSION-KEY" {
                return Finding(.sessionKeyNone, line: tag.line, "Its METHOD is NONE.")
            }
            let other = list.all.first { $0.name != "METHOD" }
            return other.map {
                Finding(.keyNoneAttributes, line: tag.line, "Beside METHOD=NONE stands \($0.name).")
            }
        }
        if list["URI"] == nil {
            return Finding(.missingKeyURI, line: tag.line, "METHOD is \(method).")
        }
        if list["IV"] != nil && ["AES-256-GCM", "SAMPLE-AES-CTR"].contains(method) {
            return Finding(.forbiddenIV, line: tag.line, "METHOD is \(method).")
        }
        return nil
    }
}
