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
    private let clock: WallClock

    init(_ session: Session, from catalogue: Catalogue) throws {
        let contents = try catalogue.contents(of: session.id)
        self.init(
            session, agenda: contents.agenda, persons: try catalogue.persons(on: nil),
            timeline: contents.timeline, clock: contents.clock)
    }

    /// From what is at hand already.
    init(
        _ session: Session, agenda: [AgendaItem], persons: [Person], timeline: Timeline,
        clock: WallClock
    ) {
        self.session = session
        self.agenda = agenda
        self.persons = persons.filter {
            $0.memberships.isEmpty || !$0.factions(on: session.id.day).isEmpty
        }
        self.timeline = timeline
        self.clock = clock
    }

    /// The marker meant. Throws a `TaggingError`.
    ///
    /// - Parameter moment: when it happened; nil for now, whose time is then the caller's business.
    func marker(for request: TagRequest, at moment: Moment? = nil) throws -> Marker {
        var marker = Marker(kind: .note, at: moment ?? .media(.zero))
        switch request {
        case .items(let numbers):
            marker.kind = .item
            marker.items = try numbers.map { try item(numbered: $0).id }
        case .itemIDs(let ids):
            marker.kind = .item
            marker.items = ids
        case .nextItem:
            marker.kind = .item
            guard let next = timeline.nextItem(on: agenda) else { throw TaggingError(.noNextItem) }
            marker.items = [next.id]
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
            guard let speech = speech(at: moment) else {
                throw TaggingError(.nobodySpeaks)
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
            // What was open at another moment the timeline knows.
            if moment == nil { marker.items = innermost.map { [$0] } ?? [] }
        case .note(let text, let isPublic):
            marker.text = text
            marker.isPublic = isPublic
        }
        return marker
    }

    /// Whose speech went on at a moment, or goes on now.
    private func speech(at moment: Moment?) -> Timeline.Speech? {
        switch moment {
        case nil: timeline.speeches.last { $0.end == nil }
        case .wall(let date): timeline.speech(at: clock.mediaTime(at: date))
        case .media(let time): timeline.speech(at: time)
        }
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
            throw TaggingError(
                .unknownNumber(number, nearest: Spelling.nearest(to: number, in: numbers)))
        }
        guard matches.count == 1 else {
            throw TaggingError(.repeatedNumber(number))
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

    /// One of the roster by name or a part of it; nil where nobody bears such a name.
    private func person(named name: String) throws -> Person? {
        let wanted = name.lowercased()
        let exact = persons.filter { $0.name.lowercased() == wanted }
        if exact.count == 1 { return exact[0] }
        let close = persons.filter { $0.name.lowercased().contains(wanted) }
        if close.count > 1 {
            throw TaggingError(.severalPersons(close.prefix(5).map(\.name)))
        }
        return close.first
    }
}
