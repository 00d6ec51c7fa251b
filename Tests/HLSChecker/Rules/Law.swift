/// Where a rule stands, and what it says.
public struct Law: Hashable, Sendable {
    /// What has to be looked at to see that it is broken.
    public enum Level: Hashable, Sendable {
        /// The text of one playlist.
        case text
        /// One playlist loaded again.
        case loads
        /// A delta update, what its client has, and the whole playlist of the same moment.
        case deltas
        /// A multivariant playlist and those that it names.
        case presentation
        /// The bytes of init sections, segments and parts.
        case media
    }

    public var level: Level
    /// `§4.4.4.9` of draft-pantos-hls-rfc8216bis-22.
    public var section: String
    public var sentence: String
}

extension Rule {
    public var law: Law {
        textLaw ?? partLaw ?? multivariantLaw ?? loadsLaw ?? deltaLaw ?? presentationLaw
            ?? mediaLaw
    }
}
