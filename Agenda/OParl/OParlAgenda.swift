/// The agenda of a meeting: its items in the order of the list, whatever `order` says.
struct OParlAgenda {
    private let objects: OParlObjects
    private var papers: OParlPapers
    /// Items that name their meeting, by that (version 1.1).
    private var itemsNaming: [OParlReference: [OParlObject]] = [:]
    /// Items that stand in a meeting's list, wherever else they say they belong.
    private var listed: Set<OParlReference> = []
    private(set) var skipped: [SkippedObject] = []

    var danglingReferences: Int { papers.danglingReferences }

    init(_ objects: OParlObjects) {
        self.objects = objects
        papers = OParlPapers(objects)
        for item in objects.all(.agendaItem) {
            let values = item["meeting"].list
            for id in values.compactMap({ objects.object($0, as: .meeting)?.id ?? $0.text }) {
                itemsNaming[OParlReference(id), default: []].append(item)
            }
        }
        for meeting in objects.all(.meeting) {
            for value in meeting["agendaItem"].list {
                if let id = objects.object(value, as: .agendaItem)?.id {
                    listed.insert(OParlReference(id))
                }
            }
        }
    }

    /// Nil where the source says nothing of an agenda, or only names what is not there.
    mutating func items(of meeting: OParlObject) -> [ImportedItem]? {
        var found: [OParlObject] = []
        var known: Set<OParlReference> = []
        for value in meeting["agendaItem"].list {
            guard let item = objects.object(value, as: .agendaItem) else {
                if let id = value.text ?? value.fields?["id"]?.text {
                    skipped.append(
                        SkippedObject(id: id, reason: "the agenda item is named and not there"))
                }
                continue
            }
            guard let id = item.id else {
                found.append(item)
                continue
            }
            if known.insert(OParlReference(id)).inserted { found.append(item) }
        }
        if let id = meeting.id {
            // What is newer than its meeting's list, or has no list at all.
            found += (itemsNaming[OParlReference(id)] ?? []).filter { item in
                item.id.map { !listed.contains(OParlReference($0)) } ?? false
            }
        }
        guard !found.isEmpty else { return nil }
        var tree = NumberTree()
        var items: [ImportedItem] = []
        for object in found {
            guard let item = item(object, in: meeting, tree: &tree) else {
                skipped.append(
                    SkippedObject(
                        id: object.label, reason: "the agenda item has neither number nor title"))
                continue
            }
            items.append(item)
        }
        return items
    }

    private mutating func item(
        _ object: OParlObject, in meeting: OParlObject, tree: inout NumberTree
    ) -> ImportedItem? {
        let papers = papers.papers(of: object, in: meeting)
        let number = object["number"].text ?? ""
        let publicity = Self.publicity(object["public"])
        let paper = papers.first
        let title =
            object["name"].text
            ?? paper.map { $0.title.isEmpty ? $0.reference : $0.title } ?? ""
        // Of an item that is not public some sources tell nothing else.
        guard !number.isEmpty || !title.isEmpty || publicity == .nonPublic else { return nil }
        switch PublicityWords.verdict(onTitle: title) {
        case .closesFollowing, .opensFollowing: tree.beginSection()
        case .closesItself, .silent: break
        }
        let result = object["result"].text
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
