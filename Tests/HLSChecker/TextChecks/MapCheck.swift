/// Init sections that fragmented MP4 needs (RFC 8216bis §3.1.2, §4.4.4.5).
enum MapCheck: DocumentCheck {
    static func findings(in document: MediaDocument) -> [Finding] {
        // What is skipped may have one that still applies.
        guard document.skipped == 0 else { return encrypted(document) }
        let first = document.segments.first { segment in
            segment.map == nil
                && ([segment.uri] + segment.parts.map(\.uri)).contains { isFragmented($0) }
        }
        let missing = first.map { Finding(.missingMap, line: $0.line, "It has none.") }
        return [missing].compactMap(\.self) + encrypted(document)
    }

    private static func isFragmented(_ uri: String?) -> Bool {
        guard let path = uri?.prefix(while: { $0 != "?" && $0 != "#" }) else { return false }
        return [".mp4", ".m4s", ".m4v", ".m4a", ".cmfv", ".cmfa"].contains { path.hasSuffix($0) }
    }

    private static func encrypted(_ document: MediaDocument) -> [Finding] {
        var key: AttributeList?
        return document.playlist.tags.compactMap { tag in
            if tag.name == "EXT-X-KEY" { key = tag.attributes }
            guard tag.name == "EXT-X-MAP", key?["METHOD"] == "AES-128", key?["IV"] == nil else {
                return nil
            }
            return Finding(.missingMapIV, line: tag.line, "Its key has no IV.")
        }
    }
}
