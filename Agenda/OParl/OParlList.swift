/// A list of objects that a system or a body names.
public struct OParlList: Hashable, Sendable {
    /// As the source writes it.
    public let address: String
    let kind: OParlKind

    /// Whether its objects as a rule lie inside of those of other lists (OParl 1.1).
    public var isSpare: Bool {
        switch kind {
        case .agendaItem, .consultation, .membership: true
        default: false
        }
    }

    private static let fields: [(OParlField, OParlKind)] = [
        (.body, .body), (.organization, .organization), (.meeting, .meeting), (.paper, .paper),
        (.person, .person), (.agendaItem, .agendaItem), (.consultation, .consultation),
        (.membership, .membership),
    ]

    /// The lists that an object names, if it is a system or a body, and those of the bodies that
    /// lie inside of it.
    static func all(in fields: [OParlField: OParlValue]) -> [OParlList] {
        guard let owner = OParlObjects.kind(of: fields), owner == .system || owner == .body
        else { return [] }
        var lists: [OParlList] = []
        for (field, kind) in Self.fields where kind != .body || owner == .system {
            for value in fields[field]?.list ?? [] {
                if let address = value.text {
                    lists.append(OParlList(address: address, kind: kind))
                } else if kind == .body, let body = value.fields {
                    lists += all(in: body)
                }
            }
        }
        return lists
    }
}
