extension Rule {
    /// What is seen when the playlists of a presentation are held side by side.
    var presentationLaw: Law? {
        guard let (section, sentence) = presentationSentence else { return nil }
        return Law(level: .presentation, section: section, sentence: sentence)
    }

    private var presentationSentence: (String, String)? {
        switch self {
        case .targetDurationsDiffer: ("§6.2.4", "All renditions have one target duration.")
        case .playlistTypesDiffer: ("§6.2.4", "All renditions have one EXT-X-PLAYLIST-TYPE.")
        case .datesInSomeOnly:
            ("§6.2.4", "All renditions have an EXT-X-PROGRAM-DATE-TIME, or none.")
        case .dateRangesDiffer: ("§6.2.4", "Playlists with date ranges have the same ones.")
        case .serverControlsDiffer:
            ("§6.2.4", "All renditions have the same EXT-X-SERVER-CONTROL, or none.")
        case .startsDiffer:
            ("§4.4.2.2", "EXT-X-START is the same in the multivariant playlist and below it.")
        case .lengthsDiffer:
            ("§6.2.4", "Renditions differ in length by a target duration at most.")
        case .discontinuitiesDiffer:
            ("§6.2.4", "Matching segments have matching discontinuity sequence numbers.")
        case .missingReport: ("§B.1", "A playlist with parts reports on all other renditions.")
        case .reportWithoutPart:
            ("§4.4.5.4", "A report on a rendition with parts says LAST-PART.")
        case .reportAhead: ("§4.4.5.4", "A report says what the rendition has.")
        default: nil
        }
    }
}
