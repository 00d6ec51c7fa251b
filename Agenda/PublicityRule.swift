/// Which items of an agenda are public: the strictest word wins, and silence opens nothing.
///
/// An item is closed by its flag, by its printed number ("N 3"), by its own title, by a parent, by
/// a heading above it ("Nichtöffentlicher Teil", until a heading "Öffentlicher Teil") and by the
/// name of its session or body, even where its flag says "public".
public struct PublicityRule: Sendable, Hashable {
    private let publicItems: Set<Int64>
    /// Whether the name of the session or body says that nothing in it is public.
    public let closesAll: Bool

    /// - Parameter agenda: in agenda order.
    public init(agenda: [AgendaItem], sessionTitle: String = "", bodyName: String = "") {
        let names = [sessionTitle, bodyName].map(PublicityWords.verdict(onName:))
        guard !names.contains(where: \.closesAll) else {
            publicItems = []
            closesAll = true
            return
        }
        closesAll = false
        var closed = Self.closed(agenda)
        // "Öffentliche und nichtöffentliche Sitzung", and nothing tells which is which: only what
        // is said to be public is.
        if names.contains(where: \.isMixed), closed.isEmpty {
            closed = Set(agenda.filter { $0.publicity == .unsaid }.map(\.id))
        }
        publicItems = Set(agenda.map(\.id)).subtracting(closed)
    }

    /// Whether what an item says may be published; false for one that is not on the agenda.
    public func isPublic(_ id: Int64) -> Bool {
        publicItems.contains(id)
    }

    private static func closed(_ agenda: [AgendaItem]) -> Set<Int64> {
        var closed: Set<Int64> = []
        var isInClosedPart = false
        for item in agenda {
            let verdict = PublicityWords.verdict(onTitle: item.title)
            let isFlagged =
                item.publicity == .nonPublic || PublicityWords.isNonPublic(number: item.number)
            switch verdict {
            case .closesFollowing: isInClosedPart = true
            case .opensFollowing where !isFlagged: isInClosedPart = false
            case .opensFollowing, .closesItself, .silent: break
            }
            if isFlagged || isInClosedPart || verdict == .closesItself { closed.insert(item.id) }
        }
        return withDescendants(closed, of: agenda)
    }

    private static func withDescendants(
        _ roots: Set<Int64>, of agenda: [AgendaItem]
    ) -> Set<Int64> {
        var closed = roots
        let children = Dictionary(grouping: agenda.filter { $0.parent != nil }, by: \.parent)
        var pending = Array(roots)
        while let next = pending.popLast() {
            for child in children[next] ?? [] where closed.insert(child.id).inserted {
                pending.append(child.id)
            }
        }
        return closed
    }
}
