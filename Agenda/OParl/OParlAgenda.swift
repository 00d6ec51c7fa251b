/// The agenda of a meeting: its items in the order of the list, whatever `order` says.
struct OParlAgenda {
    private let objects: OParlObjects
    private var papers: OParlPapers
    /// Items that name their meeting (version 1.1).
    private let itemsNaming: OParlRelation
    /// Items that stand in a meeting's list, wherever else they say they belong.
    private var listed: Set<Int32> = []
    private(set) var skipped = SkippedObjects()

    var danglingReferences: Int { papers.danglingReferences }

    init(_ objects: OParlObjects) throws(AgendaError) {
        self.objects = objects
        papers = try OParlPapers(objects)
        itemsNaming = try objects.relation(from: .agendaItem, by: .meeting, to: .meeting)
        for meeting in try objects.numbers(.meeting) {
            for value in try objects.object(meeting)?[.agendaItem].list ?? [] {
                if let number = try objects.number(value, as: .agendaItem) {
                    listed.insert(Int32(number))
                }
            }
        }
    }

    /// An agenda, and whether all of its items could be asked for.
    typealias Agenda = (items: [ImportedItem], isWhole: Bool)

    /// Nil where the source says nothing of an agenda, or only names what is not there.
    mutating func agenda(
        of object: OParlObject, _ meeting: Int
    ) throws(AgendaError) -> Agenda? {
        var found: [Int] = []
        var known: Set<Int> = []
        var isWhole = true
        for value in object[.agendaItem].list {
            if let item = try objects.number(value, as: .agendaItem), try objects.isThere(item) {
                if known.insert(item).inserted { found.append(item) }
            } else if let id = try objects.id(of: value, as: .agendaItem) {
                if objects.isUnreachable(id) {
                    isWhole = false
                } else {
                    skipped.add(id, "the agenda item is named and not there")
                }
            }
        }
        // What is newer than its meeting's list, or has no list at all.
        found += itemsNaming.sources(naming: meeting).filter { !listed.contains(Int32($0)) }
        guard !found.isEmpty else { return nil }
        var tree = NumberTree()
        var items: [ImportedItem] = []
        for number in found {
            guard let object = try objects.object(number) else { continue }
            guard let item = try item(object, number, in: meeting, &tree) else {
                skipped.add(object.label, "the agenda item has neither number nor title")
                continue
            }
            items.append(item)
        }
        return (items, isWhole)
    }

    private mutating func item(
        _ object: OParlObject, _ itemNumber: Int, in meeting: Int, _ tree: inout NumberTree
    ) throws(AgendaError) -> ImportedItem? {
        let papers = try papers.papers(of: object, itemNumber, in: meeting)
        let number = object[.number].text ?? ""
        let publicity = Self.publicity(object[.public])
        let paper = papers.first
        let title =
            object[.name].text
            ?? paper.map { $0.title.isEmpty ? $0.reference : $0.title } ?? ""
        // Of an item that is not public some sources tell nothing else.
        guard !number.isEmpty || !title.isEmpty || publicity == .nonPublic else { return nil }
        switch PublicityWords.verdict(onTitle: title, flag: publicity) {
        case .closesFollowing, .closesAfter, .opensFollowing: tree.beginSection()
        case .closesItself, .mayCloseItself, .silent: break
        }
        let result = object[.result].text
        return ImportedItem(
            number: number, title: title, publicity: publicity, papers: papers, result: result,
            parent: tree.parent(of: number),
            isWithdrawn: result.map(ImportedItem.saysWithdrawn) ?? false, oparlID: object.id)
    }

    /// A word that is neither yes nor no is the strictest.
    private static func publicity(_ value: OParlValue) -> Publicity {
        guard value.text != nil else { return .unsaid }
        return value.flag == true ? .public : .nonPublic
    }
}
