/// What EXT-X-VERSION has to be at least (RFC 8216bis §8).
enum VersionCheck: TextCheck {
    static func findings(in playlist: Playlist) -> [Finding] {
        let tag = playlist.first("EXT-X-VERSION")
        let version = tag?.value.flatMap { Int($0) } ?? 1
        guard let (needed, why) = needs(playlist).max(by: { $0.version < $1.version }),
            needed > version
        else { return [] }
        return [
            Finding(
                .versionTooLow, line: tag?.line ?? 1, "It is \(version); \(why) needs \(needed).")
        ]
    }

    private static func needs(_ playlist: Playlist) -> [(version: Int, why: String)] {
        var needs: [(version: Int, why: String)] = []
        if playlist.usesVariables { needs.append((8, "a variable")) }
        let isOfIFrames = playlist.has("EXT-X-I-FRAMES-ONLY")
        for tag in playlist.tags {
            let list = tag.attributes
            switch tag.name {
            case "EXT-X-KEY":
                if list["IV"] != nil { needs.append((2, "IV")) }
                if list["METHOD"] == "SAMPLE-AES" { needs.append((5, "SAMPLE-AES")) }
                if list["KEYFORMAT"] != nil || list["KEYFORMATVERSIONS"] != nil {
                    needs.append((5, "KEYFORMAT"))
                }
            case "EXTINF":
                if tag.value?.prefix(while: { $0 != "," }).contains(".") == true {
                    needs.append((3, "a fraction in EXTINF"))
                }
            case "EXT-X-BYTERANGE", "EXT-X-I-FRAMES-ONLY": needs.append((4, "#\(tag.name)"))
            case "EXT-X-MAP": needs.append((isOfIFrames ? 5 : 6, "#EXT-X-MAP"))
            case "EXT-X-MEDIA":
                guard let id = list["INSTREAM-ID"] else { continue }
                if list["TYPE"] != "CLOSED-CAPTIONS" { needs.append((13, "INSTREAM-ID")) }
                if id.hasPrefix("SERVICE") { needs.append((7, "INSTREAM-ID of a SERVICE")) }
            case "EXT-X-DEFINE":
                needs.append(list["QUERYPARAM"] == nil ? (8, "a variable") : (11, "QUERYPARAM"))
            case "EXT-X-SKIP":
                needs.append(
                    list["RECENTLY-REMOVED-DATERANGES"] == nil
                        ? (9, "#EXT-X-SKIP") : (10, "RECENTLY-REMOVED-DATERANGES"))
            case "EXT-X-STREAM-INF", "EXT-X-I-FRAME-STREAM-INF":
                if list.all.contains(where: { $0.name.hasPrefix("REQ-") }) {
                    needs.append((12, "REQ-VIDEO-LAYOUT"))
                }
            default: break
            }
        }
        return needs
    }
}
