public import Agenda

/// A public text of a session that the search finds.
public struct IndexedText: Hashable, Sendable {
    public enum Kind: String, Sendable, Codable, CaseIterable {
        case session, item, paper, speaker, note
    }

    public var kind: Kind
    public var item: Int64?
    /// The speech's id for a `speaker`, the marker's for a `note`.
    public var speech: Int64?
    public var person: Int64?
    public var factions: [String]
    /// Where it is to be seen; nil where nothing is recorded of it.
    public var mediaTime: MediaTime?
    /// What is searched and shown.
    public var text: String
    /// Words that narrow a search of several words but do not make a hit by themselves: of a
    /// speech its item's title, of an item its body's name.
    public var context: String

    public init(
        kind: Kind, item: Int64? = nil, speech: Int64? = nil, person: Int64? = nil,
        factions: [String] = [], mediaTime: MediaTime? = nil, text: String, context: String = ""
    ) {
        self.kind = kind
        self.item = item
        self.speech = speech
        self.person = person
        self.factions = factions
        self.mediaTime = mediaTime
        self.text = text
        self.context = context
    }
}
