/// Groups of renditions and the variants that name them (RFC 8216bis §4.4.6.1.1).
enum GroupCheck: TextCheck {
    private struct Group {
        let type: String
        let id: String
        var members: [Playlist.Tag] = []
    }

    static func findings(in playlist: Playlist) -> [Finding] {
        var groups: [Group] = []
        for tag in playlist.tags("EXT-X-MEDIA") {
            guard let type = tag.attributes["TYPE"], let id = tag.attributes["GROUP-ID"] else {
                continue
            }
            if let index = groups.firstIndex(where: { $0.type == type && $0.id == id }) {
                groups[index].members.append(tag)
            } else {
                groups.append(Group(type: type, id: id, members: [tag]))
            }
        }
        return missing(playlist, groups) + groups.flatMap(members) + differing(groups)
    }

    private static func missing(_ playlist: Playlist, _ groups: [Group]) -> [Finding] {
        let variants = playlist.tags.filter {
            ["EXT-X-STREAM-INF", "EXT-X-I-FRAME-STREAM-INF"].contains($0.name)
        }
        return variants.flatMap { variant in
            ["AUDIO", "VIDEO", "SUBTITLES", "CLOSED-CAPTIONS"].compactMap { type -> Finding? in
                guard let id = variant.attributes[type], id != "NONE" else { return nil }
                return groups.contains { $0.type == type && $0.id == id }
                    ? nil : Finding(.missingGroup, line: variant.line, "\(type)=\(id) is not.")
            }
        }
    }

    private static func members(_ group: Group) -> [Finding] {
        var names: Set<String> = []
        var hasDefault = false
        var findings: [Finding] = []
        for tag in group.members {
            if !names.insert(tag.attributes["NAME"] ?? "").inserted {
                findings.append(Finding(.repeatedName, line: tag.line, "Two have this one."))
            }
            guard tag.attributes["DEFAULT"] == "YES" else { continue }
            if hasDefault {
                findings.append(Finding(.repeatedDefault, line: tag.line, "It is another."))
            }
            hasDefault = true
        }
        return findings
    }

    private static func differing(_ groups: [Group]) -> [Finding] {
        groups.compactMap { group in
            guard let first = groups.first(where: { $0.type == group.type }),
                Set(first.members.map(description)) != Set(group.members.map(description))
            else { return nil }
            return Finding(
                .groupsDiffer, line: group.members.first?.line,
                "\(group.id) has other members than \(first.id).")
        }
    }

    /// What members of different groups have in common.
    private static func description(_ tag: Playlist.Tag) -> [String: String] {
        let own = [
            "URI", "CHANNELS", "BIT-DEPTH", "STABLE-RENDITION-ID", "INSTREAM-ID", "SAMPLE-RATE",
            "GROUP-ID",
        ]
        var description: [String: String] = [:]
        for attribute in tag.attributes.all where !own.contains(attribute.name) {
            // The example of §9.12 writes "English" in one group and "ENGLISH" in the other.
            description[attribute.name] = attribute.text.lowercased()
        }
        return description
    }
}
