import Foundation

/// An agenda item as a source gives it, before it is matched with what is there.
public struct ImportedItem: Hashable, Sendable {
    public var number: String
    public var title: String
    public var publicity: Publicity
    public var papers: [Paper]
    public var result: String?
    /// The index of the item that this one stands under, always smaller than its own.
    public var parent: Int?
    public var isWithdrawn: Bool
    public var oparlID: String?

    public init(
        number: String = "", title: String, publicity: Publicity = .unsaid, papers: [Paper] = [],
        result: String? = nil, parent: Int? = nil, isWithdrawn: Bool = false,
        oparlID: String? = nil
    ) {
        self.number = number
        self.title = title
        self.publicity = publicity
        self.papers = papers
        self.result = result
        self.parent = parent
        self.isWithdrawn = isWithdrawn
        self.oparlID = oparlID
    }

    /// "abgesetzt", "von der Tagesordnung genommen", "zurückgezogen"; "vertagt" is none: it may
    /// have been debated.
    static func saysWithdrawn(_ result: String) -> Bool {
        let text = result.precomposedStringWithCanonicalMapping.lowercased()
        return ["abgesetzt", "zurückgezogen", "von der tagesordnung genommen", "withdrawn"]
            .contains { text.hasPrefix($0) }
    }
}
