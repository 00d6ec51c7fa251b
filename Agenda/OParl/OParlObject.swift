/// An object of OParl: its fields, and where it was found.
struct OParlObject {
    let kind: OParlKind
    /// As the source writes it; nil where it has none.
    let id: String?
    /// For people: the id, else "meetings.json, object 3".
    let label: String
    private(set) var fields: [OParlField: OParlValue]

    init(_ fields: [OParlField: OParlValue], kind: OParlKind, origin: String) {
        self.kind = kind
        self.fields = fields
        id = fields[.id]?.text
        label = id ?? origin
    }

    subscript(field: OParlField) -> OParlValue { fields[field] ?? .nothing }

    var isDeleted: Bool { self[.deleted].flag ?? false }

    private var modified: String { self[.modified].text ?? "" }

    /// The same object met again, in another list or inside of another object: what was changed
    /// last counts, and what only one of them says stays.
    ///
    /// An item is closed if either closes it, unless it was changed later.
    mutating func merge(_ other: OParlObject) {
        let areDated = !modified.isEmpty && !other.modified.isEmpty
        let isLater = areDated && other.modified > modified
        let isEarlier = areDated && other.modified < modified
        // A deletion says nothing more than that; what comes back later is there again.
        if isDeleted != other.isDeleted, isLater || other.isDeleted && !isEarlier {
            fields = other.fields
            return
        }
        guard isDeleted == other.isDeleted else { return }
        let closes =
            !isLater && !isEarlier && [self, other].contains { $0[.public].flag == false }
        fields.merge(other.fields) { old, new in
            isLater || old == .nothing ? new : old
        }
        if closes { fields[.public] = .text("false") }
    }
}
