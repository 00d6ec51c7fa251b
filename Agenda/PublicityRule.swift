/// Which items of an agenda are public: the strictest word wins, and silence opens nothing.
///
/// An item is closed by its flag, by its printed number ("N 3"), by its own title, by a parent, by
/// a heading above it ("Nichtöffentlicher Teil", until a heading "Öffentlicher Teil") and by the
/// name of its session or body, even where its flag says "public". What the office has said of the
/// item itself is stronger than all of these.
public struct PublicityRule: Sendable, Hashable {
    /// Why an item is not public.
    public enum Reason: Sendable, Hashable, CaseIterable {
        /// The office says so.
        case office
        /// It was closed before, and nobody has said otherwise.
        case kept
        case flag
        case number
        case title
        /// Its title has words that may say so.
        case uncertainTitle
        case heading
        case parent
        /// The name of the session or of its body.
        case name
        /// The session is named as public and not public, and nothing tells which part is which.
        case mixedName
    }

    private let publicItems: Set<Int64>
    private let reasons: [Int64: Reason]
    /// Whether the name of the session or body says that nothing in it is public.
    public let closesAll: Bool

    /// - Parameter agenda: in agenda order.
    public init(agenda: [AgendaItem], sessionTitle: String = "", bodyName: String = "") {
        let names = [sessionTitle, bodyName].map(PublicityWords.verdict(onName:))
        closesAll = names.contains(where: \.closesAll)
        var closed = Self.closed(agenda)
        if closesAll {
            for item in agenda where closed[item.id] == nil { closed[item.id] = .name }
        } else if names.contains(where: \.isMixed),
            closed.values.allSatisfy({ $0 == .uncertainTitle })
        {
            // Only what is said to be public is.
            for item in agenda where item.publicity == .unsaid && closed[item.id] == nil {
                closed[item.id] = .mixedName
            }
        }
        for item in agenda {
            switch item.decision {
            case .public: closed[item.id] = nil
            case .nonPublic: closed[item.id] = .office
            case .kept: closed[item.id] = .kept
            case nil: break
            }
        }
        reasons = closed
        publicItems = Set(agenda.map(\.id).filter { closed[$0] == nil })
    }

    /// Whether what an item says may be published; false for one that is not on the agenda.
    public func isPublic(_ id: Int64) -> Bool {
        publicItems.contains(id)
    }

    /// Why an item of the agenda is not public; nil for one that is.
    public func reason(for id: Int64) -> Reason? {
        reasons[id]
    }

    /// By everything but the name; what the office has said of an item closes those below it too.
    private static func closed(_ agenda: [AgendaItem]) -> [Int64: Reason] {
        var closed: [Int64: Reason] = [:]
        // Those that pass it on to the items under them.
        var roots: [Int64] = []
        var isInClosedPart = false
        for item in agenda {
            let verdict = PublicityWords.verdict(onTitle: item.title, flag: item.publicity)
            let isMarked = PublicityWords.isNonPublic(number: item.number)
            let isFlagged = item.publicity == .nonPublic || isMarked
            let wasInClosedPart = isInClosedPart
            switch verdict {
            case .closesFollowing, .closesAfter: isInClosedPart = true
            case .opensFollowing where !isFlagged && item.decision?.closes != true:
                isInClosedPart = false
            case .opensFollowing, .closesItself, .mayCloseItself, .silent: break
            }
            let reason: Reason? =
                if item.publicity == .nonPublic {
                    .flag
                } else if isMarked {
                    .number
                } else if verdict == .closesFollowing || verdict == .closesItself {
                    .title
                } else if wasInClosedPart && isInClosedPart {
                    .heading
                } else if verdict == .mayCloseItself {
                    .uncertainTitle
                } else {
                    nil
                }
            closed[item.id] = reason
            if item.decision.map(\.closes) ?? (reason != nil) { roots.append(item.id) }
        }
        passOn(roots, to: &closed, of: agenda)
        return closed
    }

    private static func passOn(
        _ roots: [Int64], to closed: inout [Int64: Reason], of agenda: [AgendaItem]
    ) {
        guard !roots.isEmpty else { return }
        let children = Dictionary(grouping: agenda.filter { $0.parent != nil }, by: \.parent)
        guard !children.isEmpty else { return }
        var reached = Set(roots)
        var pending = roots
        while let next = pending.popLast() {
            for child in children[next] ?? [] where reached.insert(child.id).inserted {
                if closed[child.id] == nil { closed[child.id] = .parent }
                pending.append(child.id)
            }
        }
    }
}
