public import Agenda

/// What a search found.
public struct SearchResult: Hashable, Sendable {
    public var total: Int
    /// Whether there are so many hits that `total` is only a lower bound and relevance was
    /// compared among the newest of them.
    public var isEstimate: Bool
    public var hits: [SearchHit]
    /// The words as they were probably meant, where nothing was found.
    public var suggestion: String?

    public init(
        total: Int = 0, isEstimate: Bool = false, hits: [SearchHit] = [], suggestion: String? = nil
    ) {
        self.total = total
        self.isEstimate = isEstimate
        self.hits = hits
        self.suggestion = suggestion
    }
}

/// One text that was found.
public struct SearchHit: Hashable, Sendable {
    /// A run of characters of a snippet.
    public struct Run: Hashable, Sendable {
        public var text: String
        public var isMatch: Bool

        public init(_ text: String, isMatch: Bool) {
            self.text = text
            self.isMatch = isMatch
        }
    }

    public var kind: IndexedText.Kind
    public var session: SessionID
    public var item: Int64?
    /// The speech's id for a `speaker`, the marker's for a `note`.
    public var speech: Int64?
    public var person: Int64?
    /// Where it is to be seen; nil where nothing is recorded of it.
    public var mediaTime: MediaTime?
    /// The whole text.
    public var text: String
    /// The text around the matches, "…" where it was cut.
    public var snippet: [Run]

    /// How long before its moment a hit begins to play.
    public static let lead = MediaTime(seconds: 5)

    /// Where to begin to play.
    public var playFrom: MediaTime? { mediaTime.map { max(.zero, $0 - Self.lead) } }
}
