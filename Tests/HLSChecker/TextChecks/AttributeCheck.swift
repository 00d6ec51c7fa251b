/// Whether attribute lists are well-formed and have what their tags define (RFC 8216bis §4.2).
enum AttributeCheck: TextCheck {
    static func findings(in playlist: Playlist) -> [Finding] {
        playlist.tags.flatMap { tag -> [Finding] in
            let value = TagSyntax.all[tag.name]?.value
            guard case .attributes(let syntaxes, let allowsExtensions) = value, tag.value != nil
            else { return [] }
            let faults = tag.attributes.faults.map {
                Finding(.attributeSyntax, line: tag.line, $0)
            }
            return faults + missing(tag, syntaxes)
                + values(tag, syntaxes, allowsExtensions: allowsExtensions)
        }
    }

    private static func missing(_ tag: Playlist.Tag, _ syntaxes: [AttributeSyntax]) -> [Finding] {
        let names = Set(tag.attributes.all.map(\.name))
        return syntaxes.filter { $0.isRequired && !names.contains($0.name) }.map {
            Finding(.missingAttribute, line: tag.line, "#\(tag.name) has no \($0.name).")
        }
    }

    private static func values(
        _ tag: Playlist.Tag, _ syntaxes: [AttributeSyntax], allowsExtensions: Bool
    ) -> [Finding] {
        var findings: [Finding] = []
        var seen: Set<String> = []
        func find(_ rule: Rule, _ detail: String) {
            findings.append(Finding(rule, line: tag.line, detail))
        }
        for attribute in tag.attributes.all {
            let name = attribute.name
            if !seen.insert(name).inserted {
                find(.repeatedAttribute, "\(name) was there already.")
            }
            let isExtension = allowsExtensions && name.hasPrefix("X-")
            let syntax = syntaxes.first { $0.name == name }
            if let syntax {
                if !syntax.allows(attribute) {
                    find(.attributeType, "\(name)=\(attribute.written) is of another type.")
                }
            } else if isExtension {
                if !AttributeSyntax.allowsExtension(attribute) {
                    find(.attributeType, "\(name)=\(attribute.written) is of no type.")
                }
            } else {
                find(.unknownAttribute, "#\(tag.name) has no \(name).")
            }
            if attribute.written == "\"\"" && !(syntax?.mayBeEmpty ?? false) {
                find(.emptyAttribute, "\(name) is empty.")
            }
        }
        return findings
    }
}
