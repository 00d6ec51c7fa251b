public import Agenda
public import Foundation

/// One entry of the audit log: who said of an item that it is public or not, and when.
public struct PublicityChange: Hashable, Sendable, Identifiable {
    public var id: Int64
    public var at: Date
    public var by: String
    public var item: Int64
    /// Nil where flags and words decided.
    public var before: PublicityDecision?
    /// Nil where they decide again.
    public var after: PublicityDecision?

    init(
        id: Int64, at: Date, by: String, item: Int64, before: PublicityDecision?,
        after: PublicityDecision?
    ) {
        self.id = id
        self.at = at
        self.by = by
        self.item = item
        self.before = before
        self.after = after
    }

    /// What an entry says before and after, as JSON.
    struct Side: Codable {
        var item: Int64
        var decision: PublicityDecision?
    }
}
