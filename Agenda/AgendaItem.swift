/// What the council information system says of an item's publicity; silence never opens.
public enum Publicity: String, Sendable, Codable {
    case `public`, nonPublic = "non-public", unsaid
}

/// A document that an item deals with.
public struct Paper: Hashable, Sendable, Codable {
    public var reference: String
    public var title: String
    public var url: String?

    public init(reference: String, title: String = "", url: String? = nil) {
        self.reference = reference
        self.title = title
        self.url = url
    }
}

/// One entry of an agenda; entries form a tree of up to four levels.
public struct AgendaItem: Hashable, Sendable, Identifiable {
    /// An integer that is never used again; never the printed number.
    public var id: Int64
    /// As printed: "1", "2.1", "Ö 3"; empty where none is printed. Text, never a number.
    public var number: String
    public var title: String
    /// As flagged in the source; what counts is `PublicityRule`, which also reads the words.
    public var publicity: Publicity
    /// What the office said of it; no import changes that.
    public var decision: PublicityDecision?
    public var papers: [Paper]
    public var result: String?
    /// The id of the item that this one stands under.
    public var parent: Int64?
    public var isWithdrawn: Bool
    public var oparlID: String?

    public init(
        id: Int64, number: String, title: String, publicity: Publicity = .unsaid,
        papers: [Paper] = [], result: String? = nil, parent: Int64? = nil,
        isWithdrawn: Bool = false, oparlID: String? = nil,
        decision: PublicityDecision? = nil
    ) {
        self.id = id
        self.number = number
        self.title = title
        self.publicity = publicity
        self.decision = decision
        self.papers = papers
        self.result = result
        self.parent = parent
        self.isWithdrawn = isWithdrawn
        self.oparlID = oparlID
    }
}
