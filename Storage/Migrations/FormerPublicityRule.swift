import Agenda

/// Which items of an agenda were closed before the catalogue's fourth step: it never changes.
struct FormerPublicityRule {
    let closed: Set<Int64>

    init(agenda: [AgendaItem], sessionTitle: String, bodyName: String) {
        let names = [sessionTitle, bodyName].map(FormerPublicityWords.verdict(onName:))
        guard !names.contains(where: \.closesAll) else {
            closed = Set(agenda.map(\.id))
            return
        }
        let found = Self.closed(agenda)
        closed =
            names.contains(where: \.isMixed) && found.isEmpty
            ? Set(agenda.filter { $0.publicity == .unsaid }.map(\.id)) : found
    }

    private static func closed(_ agenda: [AgendaItem]) -> Set<Int64> {
        var closed: Set<Int64> = []
        var isInClosedPart = false
        for item in agenda {
            let verdict = FormerPublicityWords.verdict(onTitle: item.title)
            let isFlagged =
                item.publicity == .nonPublic
                || FormerPublicityWords.isNonPublic(number: item.number)
            switch verdict {
            case .closesFollowing: isInClosedPart = true
            case .opensFollowing where !isFlagged: isInClosedPart = false
            case .opensFollowing, .closesItself, .silent: break
            }
            if isFlagged || isInClosedPart || verdict == .closesItself { closed.insert(item.id) }
        }
        let children = Dictionary(grouping: agenda.filter { $0.parent != nil }, by: \.parent)
        var pending = Array(closed)
        while let next = pending.popLast() {
            for child in children[next] ?? [] where closed.insert(child.id).inserted {
                pending.append(child.id)
            }
        }
        return closed
    }
}
