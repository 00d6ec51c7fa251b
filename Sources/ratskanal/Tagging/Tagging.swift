import Agenda
import Foundation
import Link
import Storage

/// Turns what the office wants into a marker, in the words of the session's own agenda and roster.
struct Tagging: Sendable {
    let session: Session
    let agenda: [AgendaItem]
    let persons: [Person]
    let timeline: Timeline

    init(_ session: Session, from catalogue: Catalogue) throws {
        self.session = session
        let contents = try catalogue.contents(of: session.id)
        agenda = contents.agenda
        persons = try catalogue.persons(on: nil).filter {
            $0.memberships.isEmpty || !$0.factions(on: session.id.day).isEmpty
        }
        timeline = contents.timeline
    }

    /// The marker meant; its time is the caller's business. Throws a `Problem` in German.
    func marker(for request: TagRequest) throws -> Marker {
        var marker = Marker(kind: .note, at: .media(.zero))
        switch request {
        case .items(let numbers):
            marker.kind = .item
            marker.items = try numbers.map { try item(numbered: $0).id }
        case .itemIDs(let ids):
            marker.kind = .item
            marker.items = ids
        case .nextItem:
            marker.kind = .item
            marker.items = [try nextItem().id]
        case .speaker(let name, let role):
            marker.kind = .speechStart
            marker.role = role
            if let person = try person(named: name) {
                marker.person = person.id
            } else {
                marker.name = name
            }
        case .speakerID(let id, let role):
            marker.kind = .speechStart
            marker.role = role
            marker.person = id
        case .endSpeech:
            marker.kind = .speechEnd
            guard let speech = timeline.speeches.last(where: { $0.end == nil }) else {
                throw Problem(409, "Es spricht gerade niemand.")
            }
            marker.person = speech.person
            marker.name = speech.name
        case .breakStart: marker.kind = .breakStart
        case .breakEnd: marker.kind = .breakEnd
        case .closeGate: marker.kind = .gateClose
        case .openGate: marker.kind = .gateOpen
        case .vote(let text):
            marker.kind = .vote
            marker.text = text
            marker.items = innermost.map { [$0] } ?? []
        case .note(let text, let isPublic):
            marker.text = text
            marker.isPublic = isPublic
        }
        return marker
    }

    /// The open item that stands deepest in the tree.
    private var innermost: Int64? {
        let parents = Set(
            agenda.compactMap { timeline.openAtEnd.contains($0.id) ? $0.parent : nil })
        return timeline.openAtEnd.last { !parents.contains($0) }
    }

    private func item(numbered number: String) throws -> AgendaItem {
        let wanted = Self.folded(number)
        let matches = agenda.filter { Self.folded($0.number) == wanted && !$0.number.isEmpty }
        guard let item = matches.first else {
            let numbers = agenda.map(\.number).filter { !$0.isEmpty }
            let hint = Spelling.nearest(to: number, in: numbers).map { " Meinten Sie \($0)?" } ?? ""
            throw Problem(422, "Auf der Tagesordnung steht kein TOP \(number).\(hint)")
        }
        guard matches.count == 1 else {
            throw Problem(422, "Die Nummer \(number) steht mehrmals auf der Tagesordnung.")
        }
        return item
    }

    /// `TOP 6.1`, `6.1` and `n12`, `N 12` are the same.
    private static func folded(_ number: String) -> String {
        var text = number.lowercased().filter { !$0.isWhitespace }
        if text.hasPrefix("top") { text.removeFirst(3) }
        while text.hasSuffix(".") { text.removeLast() }
        return text
    }

    /// The item after the last open one that is not withdrawn.
    private func nextItem() throws -> AgendaItem {
        let last = agenda.lastIndex { timeline.openAtEnd.contains($0.id) } ?? -1
        guard let next = agenda.dropFirst(last + 1).first(where: { !$0.isWithdrawn }) else {
            throw Problem(409, "Es steht kein weiterer TOP auf der Tagesordnung.")
        }
        return next
    }

    /// One of the roster by name or a part of it; nil where nobody bears such a name.
    private func person(named name: String) throws -> Person? {
        let wanted = name.lowercased()
        let exact = persons.filter { $0.name.lowercased() == wanted }
        if exact.count == 1 { return exact[0] }
        let close = persons.filter { $0.name.lowercased().contains(wanted) }
        if close.count > 1 {
            let names = close.prefix(5).map(\.name).joined(separator: ", ")
            throw Problem(422, "Wer ist gemeint: \(names)?")
        }
        return close.first
    }
}
