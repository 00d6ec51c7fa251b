/// Variants and the URIs that follow them (RFC 8216bis §4.4.6.2).
enum VariantCheck: TextCheck {
    static func findings(in playlist: Playlist) -> [Finding] {
        uris(playlist) + captions(playlist) + pathways(playlist) + stableIDs(playlist)
    }

    private static func uris(_ playlist: Playlist) -> [Finding] {
        var findings: [Finding] = []
        var variant: Playlist.Tag?
        for element in playlist.elements {
            switch element {
            case .uri(let uri, let line):
                if variant == nil {
                    findings.append(Finding(.strayURI, line: line, "\(uri) follows none."))
                }
                variant = nil
            case .tag(let tag):
                if let variant {
                    findings.append(
                        Finding(.missingVariantURI, line: variant.line, "A tag follows."))
                }
                variant = tag.name == "EXT-X-STREAM-INF" ? tag : nil
            }
        }
        if let variant {
            findings.append(Finding(.missingVariantURI, line: variant.line, "Nothing follows."))
        }
        return findings
    }

    private static func captions(_ playlist: Playlist) -> [Finding] {
        let variants = playlist.tags("EXT-X-STREAM-INF")
        let without = variants.filter { $0.attributes["CLOSED-CAPTIONS"] != "NONE" }
        guard without.count < variants.count, let first = without.first else { return [] }
        return [Finding(.closedCaptionsNone, line: first.line, "Here it does not.")]
    }

    private static func pathways(_ playlist: Playlist) -> [Finding] {
        guard let steering = playlist.first("EXT-X-CONTENT-STEERING"),
            let pathway = steering.attributes["PATHWAY-ID"]
        else { return [] }
        let known = playlist.tags("EXT-X-STREAM-INF").map { $0.attributes["PATHWAY-ID"] ?? "." }
        return known.contains(pathway)
            ? [] : [Finding(.unknownPathway, line: steering.line, "None is of \(pathway).")]
    }

    private static func stableIDs(_ playlist: Playlist) -> [Finding] {
        playlist.tags.compactMap { tag in
            let id = tag.attributes["STABLE-VARIANT-ID"] ?? tag.attributes["STABLE-RENDITION-ID"]
            guard let id, id.wholeMatch(of: /[a-zA-Z0-9+\/=.\-_]*/) == nil else { return nil }
            return Finding(.stableID, line: tag.line, "It is \(id).")
        }
    }
}
