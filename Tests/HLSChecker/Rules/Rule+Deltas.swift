extension Rule {
    /// What is seen when a delta update is merged with what its client has.
    var deltaLaw: Law? {
        guard let (section, sentence) = deltaSentence else { return nil }
        return Law(level: .deltas, section: section, sentence: sentence)
    }

    private var deltaSentence: (String, String)? {
        switch self {
        case .skipCount:
            ("§4.4.5.2", "SKIPPED-SEGMENTS is the number of segments that are left out.")
        case .missingRemovedDateRanges:
            (
                "§4.4.5.2",
                "An update that skips date ranges has RECENTLY-REMOVED-DATERANGES, empty or not."
            )
        case .removalUntold:
            ("§6.2.5.1", "RECENTLY-REMOVED-DATERANGES names what went within the skip boundary.")
        case .deltaDiffers:
            ("§6.2.5.1", "A delta update and what it skips are together the playlist.")
        default: nil
        }
    }
}
