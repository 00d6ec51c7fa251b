/// Entity tags (RFC 9110 §8.8.3). A gzipped variant bears the tag with `-gz` at its end, since
/// its bytes differ; a client may send either.
enum EntityTag {
    static func isStrong(_ tag: String) -> Bool {
        tag.hasPrefix("\"")
    }

    /// The tag of the gzipped variant.
    static func gzipped(_ tag: String) -> String {
        tag.hasSuffix("\"") ? tag.dropLast() + "-gz\"" : tag
    }

    /// Whether an If-None-Match list names the tag: weak comparison, `*` names any.
    static func matches(_ condition: String, _ tag: String) -> Bool {
        let opaque = withoutWeakness(tag)
        let other = gzipped(opaque)
        for part in list(condition) where part == "*" || part == opaque || part == other {
            return true
        }
        return false
    }

    private static func withoutWeakness(_ tag: String) -> String {
        tag.hasPrefix("W/") ? String(tag.dropFirst(2)) : tag
    }

    /// The list's members; a comma may stand within the quotes.
    private static func list(_ text: String) -> [String] {
        var members: [String] = []
        var member = ""
        var isQuoted = false
        for character in text {
            if character == "\"" { isQuoted.toggle() }
            if character == ",", !isQuoted {
                members.append(withoutWeakness(member[...].trimmed))
                member = ""
            } else {
                member.append(character)
            }
        }
        members.append(withoutWeakness(member[...].trimmed))
        return members
    }
}
