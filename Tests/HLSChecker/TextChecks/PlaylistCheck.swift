/// Checks the text of one playlist, multivariant or media.
public enum PlaylistCheck {
    public static func findings(in bytes: [UInt8]) -> [Finding] {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            return [Finding(.notUTF8, "It cannot be read as UTF-8.")]
        }
        return findings(in: text)
    }

    public static func findings(in text: String) -> [Finding] {
        var findings = CharacterCheck.findings(in: text)
        let isMarked = text.unicodeScalars.first == "\u{FEFF}"
        let playlist = Playlist(isMarked ? String(text.unicodeScalars.dropFirst()) : text)
        for check in checks { findings += check.findings(in: playlist) }
        if playlist.isMultivariant {
            for check in multivariantChecks { findings += check.findings(in: playlist) }
        } else {
            let document = MediaDocument(playlist)
            for check in mediaChecks { findings += check.findings(in: document) }
        }
        return findings.sorted { ($0.line ?? 0) < ($1.line ?? 0) }
    }

    private static let checks: [any TextCheck.Type] = [
        TagCheck.self, AttributeCheck.self, VariableCheck.self, VersionCheck.self, KeyCheck.self,
    ]
    private static let multivariantChecks: [any TextCheck.Type] = [
        VariantCheck.self, RenditionCheck.self, GroupCheck.self, SessionCheck.self,
    ]
    private static let mediaChecks: [any DocumentCheck.Type] = [
        HeaderCheck.self, SegmentCheck.self, MapCheck.self, DateCheck.self, PartCheck.self,
        HintCheck.self, SkipCheck.self, DateRangeCheck.self, EndOnNextCheck.self,
    ]
}

/// Rules of tags in any playlist.
protocol TextCheck: Sendable {
    static func findings(in playlist: Playlist) -> [Finding]
}

/// Rules of a media playlist.
protocol DocumentCheck: Sendable {
    static func findings(in document: MediaDocument) -> [Finding]
}
