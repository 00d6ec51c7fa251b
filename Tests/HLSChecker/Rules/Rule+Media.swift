extension Rule {
    /// What is seen in the bytes of init sections, segments and parts.
    var mediaLaw: Law {
        let (section, sentence) = mediaSentence
        return Law(level: .media, section: section, sentence: sentence)
    }

    private var mediaSentence: (String, String) {
        switch self {
        case .resourceUnavailable:
            ("§6.2.1", "What a playlist names is there, unless it is a gap.")
        case .initBrand: ("§3.1.2", "An init section's ftyp has the brand iso6 or a later one.")
        case .initBoxes:
            ("§3.1.2", "An init section is ftyp and moov with mvex, without sample data.")
        case .initSamples: ("§3.1.2", "The sample tables of an init section are empty.")
        case .initDuration: ("§3.1.2", "An init section's movie and tracks last 0.")
        case .segmentBoxes: ("§3.1.2", "A segment is of moof and mdat that can be read.")
        case .missingDecodeTime: ("§3.1.2", "Each track fragment has a tfdt.")
        case .unknownTrack: ("§3.1.2", "Each track fragment's track is in the init section.")
        case .segmentAddressing:
            ("§3.1.2", "Samples are addressed relative to their movie fragment.")
        case .segmentDuration: ("§3", "EXTINF is the duration of the segment's samples.")
        case .partDuration: ("§3.2", "A part's DURATION is the duration of its samples.")
        case .timelineBreak:
            ("§3", "A segment's timestamps go on where the one before it ends.")
        case .missingKeyFrame:
            ("§4.4.4.9", "A part with INDEPENDENT=YES has an independent frame.")
        case .segmentNotIndependent:
            ("§4.4.2.1", "With EXT-X-INDEPENDENT-SEGMENTS each segment begins independently.")
        case .keyFrameWithoutIDR: ("§3", "A sample said to be a key frame can be decoded alone.")
        case .partsBytes:
            ("§3.2", "A segment and all its parts together have the same samples.")
        case .dateDrift: ("§6.2.1", "Dates go on as the timestamps do.")
        case .wrongBitrate: ("§4.4.4.8", "EXT-X-BITRATE is within a tenth of the segment's.")
        case .bandwidthTooLow:
            ("§4.4.6.2", "BANDWIDTH is no less than the highest sum of the renditions' peaks.")
        case .averageBandwidthTooLow:
            ("§4.4.6.2", "AVERAGE-BANDWIDTH is no less than the sum of the renditions' averages.")
        case .missingCodec: ("§6.2.4", "CODECS lists what all renditions of a variant have.")
        case .startTimesDiffer:
            ("§6.2.4", "All renditions of a VOD presentation start at one timestamp.")
        case .dateMappingsDiffer:
            ("§6.2.4", "All renditions have one mapping of dates to timestamps.")
        default: preconditionFailure("\(rawValue) has no sentence")
        }
    }
}
