/// What somebody looks for.
public struct SearchQuery: Hashable, Sendable {
    public enum Order: String, Sendable, Codable, CaseIterable {
        case relevance, date
    }

    /// As typed: words that must all be there, "phrases" in quotes, prefix*.
    public var words: String
    /// A body's id.
    public var body: String?
    public var person: Int64?
    public var faction: String?
    /// The first day: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    public var from: String?
    /// The last day, in the same forms; a year or month to its end.
    public var to: String?
    public var order: Order
    /// The most hits to give.
    public var limit: Int
    /// How many of the first hits to leave out.
    public var offset: Int

    public init(
        words: String, body: String? = nil, person: Int64? = nil, faction: String? = nil,
        from: String? = nil, to: String? = nil, order: Order = .relevance, limit: Int = 20,
        offset: Int = 0
    ) {
        self.words = words
        self.body = body
        self.person = person
        self.faction = faction
        self.from = from
        self.to = to
        self.order = order
        self.limit = limit
        self.offset = offset
    }
}
