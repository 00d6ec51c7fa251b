/// Which papers an item deals with, found through its consultations.
///
/// An item's own reference to a consultation decides: one that was postponed is shared by items of
/// several meetings, and it names only one of them. Where the item names none, what the
/// consultations of its own meeting say of it counts.
struct OParlPapers {
    private let objects: OParlObjects
    /// Papers by the consultations that they list: version 1.0 has no way back.
    private var papers: [OParlReference: [OParlObject]] = [:]
    private var consultations: [OParlReference: [OParlObject]] = [:]
    private(set) var danglingReferences = 0

    init(_ objects: OParlObjects) {
        self.objects = objects
        for paper in objects.all(.paper) {
            for value in paper["consultation"].list {
                let id = objects.object(value, as: .consultation)?.id ?? value.text
                guard let id else { continue }
                papers[OParlReference(id), default: []].append(paper)
            }
        }
        for consultation in objects.all(.consultation) {
            for item in consultation["agendaItem"].list {
                guard let id = objects.object(item, as: .agendaItem)?.id ?? item.text else {
                    continue
                }
                consultations[OParlReference(id), default: []].append(consultation)
            }
        }
    }

    /// - Parameter meeting: the one whose item it is.
    mutating func papers(of item: OParlObject, in meeting: OParlObject) -> [Paper] {
        var found: [OParlObject] = []
        let named = item["consultation"].list
        if named.isEmpty, let id = item.id {
            for consultation in consultations[OParlReference(id)] ?? []
            where isOf(meeting, consultation) {
                found += papers(of: consultation)
            }
        }
        for value in named {
            if let consultation = objects.object(value, as: .consultation) {
                found += papers(of: consultation)
            } else if let id = value.text, let papers = papers[OParlReference(id)] {
                found += papers
            } else {
                danglingReferences += 1
            }
        }
        var list: [Paper] = []
        for paper in found.compactMap(paper) where !list.contains(paper) { list.append(paper) }
        return list
    }

    private func isOf(_ meeting: OParlObject, _ consultation: OParlObject) -> Bool {
        let values = consultation["meeting"].list
        guard !values.isEmpty, let id = meeting.id else { return true }
        return values.contains { value in
            (objects.object(value, as: .meeting)?.id ?? value.text)
                .map { OParlReference($0) == OParlReference(id) } ?? false
        }
    }

    private mutating func papers(of consultation: OParlObject) -> [OParlObject] {
        var found: [OParlObject] = []
        for value in consultation["paper"].list {
            if let paper = objects.object(value, as: .paper) {
                found.append(paper)
            } else {
                danglingReferences += 1
            }
        }
        guard found.isEmpty, let id = consultation.id else { return found }
        return papers[OParlReference(id)] ?? []
    }

    /// Nil for one that has neither reference nor name nor address.
    private func paper(_ object: OParlObject) -> Paper? {
        let file = objects.object(object["mainFile"], as: .file)
        let url = [file?["accessUrl"], file?["downloadUrl"]].lazy.compactMap { $0?.text }
            .first { url in
                let lowered = url.lowercased()
                return lowered.hasPrefix("https://") || lowered.hasPrefix("http://")
            }
        let name = object["name"].text ?? file?["name"].text
        guard let reference = object["reference"].text ?? name ?? url else { return nil }
        return Paper(
            reference: reference, title: name == reference ? "" : name ?? "", url: url)
    }
}
