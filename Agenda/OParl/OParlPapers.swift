/// Which papers an item deals with, found through its consultations.
///
/// An item's own reference to a consultation decides: one that was postponed is shared by items of
/// several meetings, and it names only one of them. Where the item names none, what the
/// consultations of its own meeting say of it counts.
struct OParlPapers {
    private let objects: OParlObjects
    /// Papers by the consultations that they list: version 1.0 has no way back.
    private let papers: OParlRelation
    private let consultations: OParlRelation
    private(set) var danglingReferences = 0

    init(_ objects: OParlObjects) throws(AgendaError) {
        self.objects = objects
        papers = try objects.relation(from: .paper, by: .consultation, to: .consultation)
        consultations = try objects.relation(from: .consultation, by: .agendaItem, to: .agendaItem)
    }

    /// - Parameters:
    ///   - item: the item, and its number among the objects.
    ///   - meeting: the number of the one whose item it is.
    mutating func papers(
        of item: OParlObject, _ number: Int, in meeting: Int
    ) throws(AgendaError) -> [Paper] {
        var found: [Int] = []
        let named = item[.consultation].list
        if named.isEmpty {
            for consultation in consultations.sources(naming: number)
            where try isOf(meeting, consultation) {
                found += try papers(ofConsultation: consultation)
            }
        }
        for value in named {
            if let number = try objects.number(value, as: .consultation),
                try objects.isThere(number)
            {
                found += try papers(ofConsultation: number)
            } else if let name = value.text,
                case let papers = papers.sources(naming: OParlReference(name)), !papers.isEmpty
            {
                found += papers
            } else {
                danglingReferences += 1
            }
        }
        var list: [Paper] = []
        for number in found {
            if let paper = try paper(number), !list.contains(paper) { list.append(paper) }
        }
        return list
    }

    private func isOf(_ meeting: Int, _ consultation: Int) throws(AgendaError) -> Bool {
        let values = try objects.object(consultation)?[.meeting].list ?? []
        for value in values {
            if try objects.number(value, as: .meeting) == meeting { return true }
        }
        return values.isEmpty
    }

    private mutating func papers(ofConsultation number: Int) throws(AgendaError) -> [Int] {
        guard let consultation = try objects.object(number) else { return [] }
        var found: [Int] = []
        for value in consultation[.paper].list {
            if let paper = try objects.number(value, as: .paper), try objects.isThere(paper) {
                found.append(paper)
            } else {
                danglingReferences += 1
            }
        }
        return found.isEmpty ? papers.sources(naming: number) : found
    }

    /// Nil for one that has neither reference nor name nor address.
    private func paper(_ number: Int) throws(AgendaError) -> Paper? {
        guard let object = try objects.object(number) else { return nil }
        let file = try objects.object(object[.mainFile], as: .file)
        let url = [file?[.accessUrl], file?[.downloadUrl]].lazy.compactMap { $0?.text }
            .first { url in
                let lowered = url.lowercased()
                return lowered.hasPrefix("https://") || lowered.hasPrefix("http://")
            }
        let name = object[.name].text ?? file?[.name].text
        guard let reference = object[.reference].text ?? name ?? url else { return nil }
        return Paper(
            reference: reference, title: name == reference ? "" : name ?? "", url: url)
    }
}
