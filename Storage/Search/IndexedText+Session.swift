public import Agenda

extension IndexedText {
    /// All that everybody may find of a session: its title, the public items and their papers,
    /// who spoke on them, and the notes marked public.
    ///
    /// Nothing of a non-public item is in it, whatever the timeline says. Whether the session
    /// itself is public is for the caller to ask.
    ///
    /// - Parameters:
    ///   - agenda: in agenda order.
    ///   - timeline: as far as it may be published.
    ///   - persons: at least those who spoke.
    ///   - isPublic: of an item's id; the strictest word counts (`PublicityRule`).
    public static func all(
        of session: Session, agenda: [AgendaItem], timeline: Timeline, persons: [Person],
        isPublic: (Int64) -> Bool
    ) -> [IndexedText] {
        let items = agenda.filter { isPublic($0.id) }
        let titles = Dictionary(items.map { ($0.id, $0.title) }, uniquingKeysWith: { $1 })
        let starts = Dictionary(
            timeline.items.compactMap { entry in
                entry.ranges.first.map { (entry.item, $0.start) }
            }, uniquingKeysWith: { $1 })
        let place = "\(session.title) \(session.body.name)"

        var texts = [IndexedText(kind: .session, text: session.title, context: session.body.name)]
        for item in items {
            let start = starts[item.id]
            texts.append(
                IndexedText(
                    kind: .item, item: item.id, mediaTime: start, text: item.title,
                    context: place))
            for paper in item.papers {
                let text = [paper.reference, paper.title].filter { !$0.isEmpty }
                    .joined(separator: " ")
                texts.append(
                    IndexedText(
                        kind: .paper, item: item.id, mediaTime: start, text: text,
                        context: "\(item.title) \(place)"))
            }
        }
        let known = Dictionary(persons.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        for speech in timeline.speeches {
            // Talk outside the agenda belongs to no item and is public unless one is open.
            let open = [speech.item].compactMap(\.self) + timeline.openItems(at: speech.start)
            guard open.allSatisfy({ titles[$0] != nil }) else { continue }
            let person = speech.person.flatMap { known[$0] }
            guard let name = person?.name ?? speech.name else { continue }
            let factions = person?.factions(on: session.id.day) ?? []
            let context =
                factions + [speech.onBehalfOf, person?.role].compactMap(\.self)
                + [speech.item.flatMap { titles[$0] } ?? "", place]
            texts.append(
                IndexedText(
                    kind: .speaker, item: speech.item, speech: speech.id, person: person?.id,
                    factions: factions, mediaTime: speech.start, text: name,
                    context: context.joined(separator: " ")))
        }
        for note in timeline.notes where note.isPublic {
            let items = timeline.openItems(at: note.at)
            texts.append(
                IndexedText(
                    kind: .note, item: items.last { titles[$0] != nil }, speech: note.id,
                    mediaTime: note.at, text: note.text,
                    context: items.compactMap { titles[$0] }.joined(separator: " ") + " " + place))
        }
        return texts.filter { !$0.text.isEmpty }
    }
}
