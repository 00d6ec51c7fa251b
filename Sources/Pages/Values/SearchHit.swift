public import Agenda

/// One hit of a search, as its page shows it.
public struct SearchHit: Sendable {
    public enum Kind: String, Sendable, Hashable {
        case session, item, paper, speech, note
    }

    public var kind: Kind
    public var title: MarkedText
    public var snippet: MarkedText
    public var session: Session
    /// The printed number of the item that it belongs to.
    public var number: String?
    public var result: String?
    /// Where its moment is; nil where nothing is recorded.
    public var mediaTime: MediaTime?
    /// For the strip with the hit's place; nil leaves the strip out.
    public var contents: SessionContents?

    public init(
        kind: Kind, title: MarkedText, snippet: MarkedText, session: Session,
        number: String? = nil, result: String? = nil, mediaTime: MediaTime? = nil,
        contents: SessionContents? = nil
    ) {
        self.kind = kind
        self.title = title
        self.snippet = snippet
        self.session = session
        self.number = number
        self.result = result
        self.mediaTime = mediaTime
        self.contents = contents
    }
}
