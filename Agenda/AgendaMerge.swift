import Foundation

/// Matches an imported agenda with the one that is there, so that items keep their ids and
/// markers their items.
///
/// An item is recognised by its OParl id, else by number and title, else by its title, else by its
/// number: the title first, since an item put in further up moves all numbers below it.
public struct AgendaMerge: Sendable, Hashable {
    /// The new agenda in its order; items that are new have negative ids, by which `parent` may
    /// name them until they are given one.
    public let agenda: [AgendaItem]
    /// Items that the import does not know any more: to be kept as withdrawn if a marker names
    /// them, else to go.
    public let vanished: [Int64]

    public init(existing: [AgendaItem], imported: [ImportedItem]) {
        var matching = Matching(existing: existing, imported: imported)
        matching.match(\.oparlID, \.oparlID)
        matching.match({ Key($0.number, $0.title) }, { Key($0.number, $0.title) })
        matching.match({ Key("", $0.title) }, { Key("", $0.title) })
        matching.match({ Key($0.number, "") }, { Key($0.number, "") })

        let ids = imported.indices.map { index in
            matching.found[index].map { existing[$0].id } ?? -Int64(index) - 1
        }
        agenda = imported.enumerated().map { index, item in
            Self.item(
                item, id: ids[index], parent: item.parent.map { ids[$0] },
                before: matching.found[index].map { existing[$0] })
        }
        vanished = existing.indices.filter { !matching.found.values.contains($0) }
            .map { existing[$0].id }
    }

    /// What the source leaves unsaid stays as it was: silence opens nothing.
    private static func item(
        _ new: ImportedItem, id: Int64, parent: Int64?, before: AgendaItem?
    ) -> AgendaItem {
        AgendaItem(
            id: id, number: new.number, title: new.title,
            publicity: new.publicity == .unsaid ? before?.publicity ?? .unsaid : new.publicity,
            papers: new.papers.isEmpty ? before?.papers ?? [] : new.papers,
            result: new.result ?? before?.result, parent: parent, isWithdrawn: new.isWithdrawn,
            oparlID: new.oparlID ?? before?.oparlID,
            decision: before.flatMap { decision(on: $0, for: new) })
    }

    /// What the office said of an item stays. Only where nothing but its number is the same may
    /// it be another matter, and then nobody has said that this one is public.
    private static func decision(
        on before: AgendaItem, for new: ImportedItem
    ) -> PublicityDecision? {
        let isSame =
            before.oparlID != nil && before.oparlID == new.oparlID
            || Key("", before.title) == Key("", new.title)
        return before.decision == .public && !isSame ? nil : before.decision
    }

    /// What two items have in common; nil where nothing is left to compare.
    private struct Key: Hashable {
        let number: PrintedNumber
        let title: String

        init?(_ number: String, _ title: String) {
            self.number = PrintedNumber(number)
            self.title = title.precomposedStringWithCanonicalMapping.lowercased()
                .split(whereSeparator: \.isWhitespace).joined(separator: " ")
            if self.number.isEmpty && self.title.isEmpty { return nil }
        }
    }

    /// Which imported item is which existing one.
    private struct Matching {
        let existing: [AgendaItem]
        let imported: [ImportedItem]
        /// Index among the imported to index among the existing.
        var found: [Int: Int] = [:]

        init(existing: [AgendaItem], imported: [ImportedItem]) {
            self.existing = existing
            self.imported = imported
        }

        /// Joins those that are still alone and have the same key; of several the first ones.
        mutating func match<Value: Hashable>(
            _ old: (AgendaItem) -> Value?, _ new: (ImportedItem) -> Value?
        ) {
            let taken = Set(found.values)
            var free: [Value: [Int]] = [:]
            for index in existing.indices.reversed() where !taken.contains(index) {
                if let key = old(existing[index]) { free[key, default: []].append(index) }
            }
            guard !free.isEmpty else { return }
            for index in imported.indices where found[index] == nil {
                if let key = new(imported[index]), let place = free[key]?.popLast(),
                    canBeSame(existing[place], imported[index])
                {
                    found[index] = place
                }
            }
        }

        /// Two different OParl ids are two items, whatever they are called.
        private func canBeSame(_ old: AgendaItem, _ new: ImportedItem) -> Bool {
            guard let known = old.oparlID, let given = new.oparlID else { return true }
            return known == given
        }
    }
}
