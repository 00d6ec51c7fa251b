extension Rule {
    /// What is seen when one playlist is loaded again, though the server was restarted.
    var loadsLaw: Law? {
        guard let (section, sentence) = loadsSentence else { return nil }
        return Law(level: .loads, section: section, sentence: sentence)
    }

    private var loadsSentence: (String, String)? {
        switch self {
        case .mediaSequenceDecreased: ("§6.2.2", "EXT-X-MEDIA-SEQUENCE never decreases.")
        case .discontinuitySequenceDecreased:
            ("§6.2.2", "EXT-X-DISCONTINUITY-SEQUENCE never decreases.")
        case .discontinuityChanged:
            ("§6.2.2", "A segment's discontinuity sequence number stays the same.")
        case .uriChanged: ("§6.3.4", "A media sequence number keeps its URI and byte range.")
        case .segmentChanged: ("§6.2.1", "What a playlist says of a segment stays the same.")
        case .segmentTurnedGap: ("§6.2.1", "A segment that was there does not become a gap.")
        case .segmentWithdrawn: ("§6.2.2", "Segments are removed from the front alone.")
        case .windowTooShort:
            ("§6.2.2", "Removing segments leaves three target durations at least.")
        case .eventRemoved: ("§6.2.1", "Nothing is removed from an EVENT playlist.")
        case .vodChanged: ("§6.2.1", "A VOD playlist never changes.")
        case .targetDurationChanged: ("§6.2.1", "The target duration never changes.")
        case .partTargetChanged: ("§6.2.1", "The part target never changes.")
        case .headerChanged: ("§6.2.1", "What describes the whole playlist never changes.")
        case .partChanged: ("§6.2.1", "What a playlist says of a part stays the same.")
        case .partWithdrawn: ("§6.2.1", "The parts of a segment that is open stay.")
        case .partOrder: ("§6.2.2", "Parts are removed in the order in which they stand.")
        case .endWithdrawn: ("§4.4.3.4", "After EXT-X-ENDLIST comes no more.")
        case .dateRangeChanged:
            ("§4.4.5.1.1", "A date range gains attributes, and neither changes nor loses any.")
        case .dateRangeRemoved:
            ("§6.2.1", "A date range stays as long as a segment of its time does.")
        default: nil
        }
    }
}
