extension Rule {
    /// What is seen in the text of a multivariant playlist.
    var multivariantLaw: Law? {
        guard let (section, sentence) = multivariantSentence else { return nil }
        return Law(level: .text, section: section, sentence: sentence)
    }

    private var multivariantSentence: (String, String)? {
        switch self {
        case .missingVariantURI:
            ("§4.4.6.2", "An EXT-X-STREAM-INF is followed by the URI of its playlist.")
        case .strayURI:
            ("§4.4.6.2", "A URI in a multivariant playlist follows an EXT-X-STREAM-INF.")
        case .missingGroup: ("§4.4.6.2", "A group that a variant names is there.")
        case .repeatedName: ("§4.4.6.1.1", "The members of a group have different names.")
        case .repeatedDefault: ("§4.4.6.1.1", "A group has one default at most.")
        case .defaultNotAutoselected:
            ("§4.4.6.1", "AUTOSELECT, where it stands, is YES if DEFAULT is.")
        case .groupsDiffer: ("§4.4.6.1.1", "All groups of a type have the same members.")
        case .missingRenditionURI: ("§4.4.6.2.1", "A rendition of subtitles has a URI.")
        case .forbiddenMediaAttribute:
            ("§4.4.6.1", "An EXT-X-MEDIA has no attribute of another TYPE.")
        case .instreamID:
            ("§4.4.6.1", "CLOSED-CAPTIONS have an INSTREAM-ID: CC1 to CC4, SERVICE1 to SERVICE63.")
        case .closedCaptionsNone:
            ("§4.4.6.2", "CLOSED-CAPTIONS=NONE stands in all variants or in none.")
        case .sessionDataForm: ("§4.4.6.4", "EXT-X-SESSION-DATA has either a VALUE or a URI.")
        case .repeatedSessionData:
            ("§4.4.6.4", "Session data of an id stands once in each language.")
        case .sessionKeyNone: ("§4.4.6.5", "An EXT-X-SESSION-KEY has a method.")
        case .repeatedSessionKey: ("§4.4.6.5", "An EXT-X-SESSION-KEY stands once.")
        case .unknownPathway: ("§4.4.6.6", "The pathway that is applied first has a variant.")
        case .stableID:
            ("§4.4.6.1", "A stable id is of letters, digits, +, /, =, ., - and _.")
        default: nil
        }
    }
}
