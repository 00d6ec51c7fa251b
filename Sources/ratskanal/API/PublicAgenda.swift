import Agenda

/// An agenda as everybody may see it.
///
/// Of an item that is not public only its existence, its printed number and its place in the tree
/// are left. The API's answers are made of it; the pages keep to `SessionContents.publicItems`,
/// which the same `PublicityRule` fills.
struct PublicAgenda: Hashable, Sendable {
    struct Item: Hashable, Sendable {
        var id: Int64
        var number: String
        /// Nil where the item is not public.
        var title: String?
        var isPublic: Bool
        var papers: [Paper]
        var result: String?
        var parent: Int64?
        var isWithdrawn: Bool
        var oparlID: String?
    }

    var items: [Item]

    init(_ agenda: [AgendaItem], rule: PublicityRule) {
        items = agenda.map { item in
            let isPublic = rule.isPublic(item.id)
            return Item(
                id: item.id, number: item.number, title: isPublic ? item.title : nil,
                isPublic: isPublic, papers: isPublic ? item.papers : [],
                result: isPublic ? item.result : nil, parent: item.parent,
                isWithdrawn: item.isWithdrawn, oparlID: isPublic ? item.oparlID : nil)
        }
    }

    subscript(id: Int64) -> Item? { items.first { $0.id == id } }
}
