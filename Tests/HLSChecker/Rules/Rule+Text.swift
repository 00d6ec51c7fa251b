extension Rule {
    /// What is seen in the text of one playlist; nil for rules that stand elsewhere.
    var textLaw: Law? {
        guard let (section, sentence) = textSentence else { return nil }
        return Law(level: .text, section: section, sentence: sentence)
    }

    private var textSentence: (String, String)? {
        switch self {
        case .notUTF8: ("§4.1", "A playlist is UTF-8.")
        case .byteOrderMark: ("§4.1", "A playlist begins with no byte order mark.")
        case .controlCharacter:
            ("§4.1", "A playlist holds no control character but line feeds and carriage returns.")
        case .notNormalized: ("§4.1", "Characters are in normalization form C.")
        case .strayWhitespace: ("§4.1", "There is no whitespace around lines or in URIs.")
        case .firstLine: ("§4.4.1.1", "The first line is #EXTM3U.")
        case .unknownTag: ("§4.4", "Lines that begin with #EXT are tags that are defined.")
        case .repeatedTag: ("§4.4.2", "A tag that describes the playlist stands in it once.")
        case .mixedTags:
            ("§4.1", "A playlist has tags of a multivariant or of a media playlist, not of both.")
        case .tagValue: ("§4.4", "A tag's value has the form that is defined for it.")
        case .attributeSyntax:
            ("§4.2", "An attribute list is NAME=value, separated by commas, without whitespace.")
        case .repeatedAttribute: ("§4.2", "An attribute stands in its list once.")
        case .unknownAttribute: ("§4.2", "A tag has the attributes that are defined for it.")
        case .missingAttribute: ("§4.4", "A tag has all attributes that it requires.")
        case .attributeType: ("§4.2", "An attribute's value is of the type defined for it.")
        case .emptyAttribute: ("§4.2", "A quoted string is not empty unless that is allowed.")
        case .versionTooLow: ("§8", "EXT-X-VERSION is at least what tags and attributes require.")
        case .defineForm:
            (
                "§4.4.2.3",
                "EXT-X-DEFINE has one of NAME, IMPORT and QUERYPARAM, of letters, digits, - and _, "
                    + "and a VALUE with NAME."
            )
        case .repeatedVariable: ("§4.4.2.3", "A variable is defined once.")
        case .importInMultivariant: ("§4.4.2.3", "Only a media playlist imports a variable.")
        case .undefinedVariable: ("§6.3.1", "A variable is defined before it is referred to.")
        case .missingTargetDuration: ("§4.4.3.1", "A media playlist has a target duration.")
        case .targetDurationExceeded:
            ("§4.4.3.1", "No segment's duration, rounded, is longer than the target duration.")
        case .lateMediaSequence:
            ("§4.4.3.2", "EXT-X-MEDIA-SEQUENCE stands before the first segment.")
        case .lateDiscontinuitySequence:
            (
                "§4.4.3.3",
                "EXT-X-DISCONTINUITY-SEQUENCE stands before the first segment and discontinuity."
            )
        case .vodWithoutEnd: ("§6.2.1", "A VOD playlist never changes, so that it has an end.")
        case .missingPartInf: ("§4.4.3.7", "A playlist with parts has EXT-X-PART-INF.")
        case .holdBackTooShort: ("§4.4.3.8", "HOLD-BACK is at least three target durations.")
        case .partHoldBackTooShort: ("§4.4.3.8", "PART-HOLD-BACK is at least two part targets.")
        case .missingPartHoldBack:
            ("§4.4.3.8", "A playlist with EXT-X-PART-INF has PART-HOLD-BACK.")
        case .skipBoundaryTooShort:
            ("§4.4.3.8", "CAN-SKIP-UNTIL is at least six target durations.")
        case .skipDateRangesAlone:
            ("§4.4.3.8", "CAN-SKIP-DATERANGES stands beside CAN-SKIP-UNTIL.")
        case .missingEXTINF: ("§4.4.4.1", "Each segment has a duration.")
        case .missingURI: ("§4.4.4", "Tags of a segment are followed by its URI.")
        case .undefinedByteRange:
            ("§4.4.4.2", "A byte range without an offset follows one of the same resource.")
        case .missingMap: ("§3.1.2", "A fragmented MP4 segment has an EXT-X-MAP.")
        case .keyNoneAttributes:
            ("§4.4.4.4", "An EXT-X-KEY of the method NONE has no other attribute.")
        case .missingKeyURI: ("§4.4.4.4", "An EXT-X-KEY has a URI unless its method is NONE.")
        case .forbiddenIV:
            ("§4.4.4.4", "AES-256-GCM and SAMPLE-AES-CTR have no initialization vector.")
        case .missingMapIV:
            ("§4.4.4.5", "An init section encrypted with AES-128 has an initialization vector.")
        case .dateDecreases: ("§6.2.1", "No segment is dated before the one in front of it.")
        case .dateOverlap:
            ("§6.2.1", "A date belongs to one segment, but for overlaps below a second.")
        default: nil
        }
    }
}
