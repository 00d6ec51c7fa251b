import Agenda
import Foundation

@testable import Storage

/// The council documents of Tests/Corpora/search.
struct SearchCorpus: Decodable {
    struct BodyEntry: Decodable {
        var id: String
        var name: String
    }
    struct PersonEntry: Decodable {
        var id: Int64
        var name: String
        var faction: String?
        var role: String?
    }
    struct PaperEntry: Decodable {
        var reference: String
        var title: String
    }
    struct ItemEntry: Decodable {
        var id: Int64
        var number: String
        var title: String
        var at: Double
        var publicity: Publicity?
        var papers: [PaperEntry]?
        var parent: Int64?
    }
    struct SpeechEntry: Decodable {
        var id: Int64
        var person: Int64?
        var name: String?
        var role: SpeakerRole
        var onBehalfOf: String?
        var item: Int64
        var at: Double
    }
    struct NoteEntry: Decodable {
        var id: Int64
        var at: Double
        var text: String
        var `public`: Bool
    }
    struct SessionEntry: Decodable {
        var id: SessionID
        var title: String
        var body: String
        var items: [ItemEntry]
        var speeches: [SpeechEntry]
        var notes: [NoteEntry]
    }

    var bodies: [BodyEntry]
    var persons: [PersonEntry]
    var sessions: [SessionEntry]

    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Corpora/search")

    static func load() throws -> SearchCorpus {
        let data = try Data(contentsOf: folder.appendingPathComponent("corpus.json"))
        return try JSONDecoder().decode(SearchCorpus.self, from: data)
    }

    /// A catalogue with all sessions, each indexed as the program does it.
    func catalogue(at path: String) throws -> Catalogue {
        let catalogue = try Catalogue(at: path)
        for body in bodies { try catalogue.upsert(Body(id: body.id, name: body.name)) }
        for session in sessions {
            let stored = try catalogue.createSession(
                title: session.title, body: session.body, day: session.id.day, state: .ended)
            try catalogue.reindex(stored.id, as: texts(of: session, as: stored))
        }
        return catalogue
    }

    func texts(of entry: SessionEntry, as session: Session) -> [IndexedText] {
        let agenda = entry.items.map { item in
            AgendaItem(
                id: item.id, number: item.number, title: item.title,
                publicity: item.publicity ?? .unsaid,
                papers: (item.papers ?? []).map { Paper(reference: $0.reference, title: $0.title) },
                parent: item.parent)
        }
        let hours = MediaTime(seconds: 12 * 3600)
        let clock = WallClock(stretches: [
            WallClock.Stretch(
                mediaStart: .zero, mediaEnd: hours, wallStart: Date(timeIntervalSince1970: 0))
        ])
        let timeline = Timeline(
            agenda: agenda, markers: markers(of: entry), clock: clock, isLive: false)
        let rule = PublicityRule(
            agenda: agenda, sessionTitle: session.title, bodyName: session.body.name)
        let persons = persons.map { person in
            Person(
                id: person.id, name: person.name,
                memberships: person.faction.map { [Membership(faction: $0)] } ?? [],
                role: person.role)
        }
        return IndexedText.all(
            of: session, agenda: agenda, timeline: timeline, persons: persons,
            isPublic: rule.isPublic)
    }

    private func markers(of entry: SessionEntry) -> [Marker] {
        func moment(_ seconds: Double) -> Moment { .media(MediaTime(seconds: seconds)) }
        return entry.items.map { Marker(id: $0.id, kind: .item, at: moment($0.at), items: [$0.id]) }
            + entry.speeches.map { speech in
                Marker(
                    id: speech.id, kind: .speechStart, at: moment(speech.at),
                    person: speech.person, name: speech.name, role: speech.role,
                    onBehalfOf: speech.onBehalfOf)
            }
            + entry.notes.map { note in
                Marker(
                    id: note.id, kind: .note, at: moment(note.at), text: note.text,
                    isPublic: note.public)
            }
    }
}
