extension Rule {
    /// What is seen of parts, delta updates and date ranges in the text of one playlist.
    var partLaw: Law? {
        guard let (section, sentence) = partSentence else { return nil }
        return Law(level: .text, section: section, sentence: sentence)
    }

    private var partSentence: (String, String)? {
        switch self {
        case .partTooLong: ("§4.4.4.9", "No part lasts longer than the part target.")
        case .partTooShort:
            (
                "§4.4.4.9",
                "A part lasts 85 % of the part target, unless it is independent, a gap, before a "
                    + "gap or its segment's last."
            )
        case .latePartTags:
            (
                "§4.4.4.9",
                "What applies to a segment from its beginning stands before its first part."
            )
        case .partsDuration: ("§3.2", "A segment's parts together are the segment.")
        case .unmarkedGapPart: ("§6.2.1", "The parts of a gap are gaps.")
        case .missingLowLatencyDate:
            ("§B.1", "A playlist with parts has an EXT-X-PROGRAM-DATE-TIME.")
        case .missingHint: ("§B.1", "A playlist with parts and no end hints at the next part.")
        case .hintAfterEnd: ("§4.4.5.3", "A playlist that has ended hints at nothing.")
        case .hintListed: ("§4.4.5.3", "A part that is hinted at is not there yet.")
        case .repeatedHint: ("§6.2.6", "There is one hint of each type.")
        case .absoluteReport:
            ("§4.4.5.4", "The URI of a rendition report is relative to its playlist's.")
        case .skipNotOffered:
            ("§6.2.5.1", "Segments are skipped where the server says CAN-SKIP-UNTIL.")
        case .skipAfterEnd: ("§6.2.5.1", "A playlist that has ended skips nothing.")
        case .skipTooMuch:
            ("§6.2.5.1", "Only segments further from the end than the skip boundary are skipped.")
        case .lateSkip: ("§4.4.5.2", "What is skipped is older than what is listed.")
        case .removedDateRangeListed:
            ("§6.2.5.1", "A date range that was removed is not in the playlist.")
        case .missingStartDate: ("§4.4.5.1", "The first tag of a date range has a START-DATE.")
        case .dateRangeBackwards: ("§4.4.5.1", "A date range does not end before its start.")
        case .dateRangeDuration:
            ("§4.4.5.1", "END-DATE is START-DATE and DURATION together.")
        case .endOnNextWithoutClass: ("§4.4.5.1", "A range that ends on the next has a CLASS.")
        case .endOnNextWithEnd:
            ("§4.4.5.1", "A range that ends on the next has no DURATION or END-DATE.")
        case .endOnNextOverlap:
            ("§4.4.5.1", "Ranges of a class that end on the next do not overlap.")
        case .dateRangeConflict:
            ("§4.4.5.1", "An attribute is the same in all tags of one date range.")
        case .dateRangeWithoutDate:
            ("§4.4.5.1", "A playlist with date ranges has an EXT-X-PROGRAM-DATE-TIME.")
        case .dateRangeCue: ("§4.4.5.1", "A CUE is not PRE and POST at once.")
        default: nil
        }
    }
}
