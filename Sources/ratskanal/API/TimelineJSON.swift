import Agenda
import Foundation

/// A timeline as everybody may see it, in media time.
struct TimelineJSON: Encodable {
    struct Item: Encodable {
        var id: Int64
        var number: String
        var ranges: [MediaInterval]
        var ownRanges: [MediaInterval]
    }
    /// Of one in which nothing was recorded `at` and what the wall clock said, of others a range.
    struct Break: Encodable {
        var at: MediaTime?
        var wallStart: APITime?
        var wallEnd: APITime?
        var start: MediaTime?
        var end: MediaTime?

        init(_ pause: Timeline.Break) {
            switch pause {
            case .dark(let at, let wallStart, let wallEnd):
                self.at = at
                self.wallStart = APITime(wallStart)
                self.wallEnd = wallEnd.map(APITime.init)
            case .range(let range):
                start = range.start
                end = range.end
            }
        }
    }
    struct ClosedPassage: Encodable {
        var at: MediaTime
        var wallStart: APITime
        var wallEnd: APITime?
        var item: Int64?
        /// Why nothing was recorded: what the gate keeps back is not public.
        var reason = "nonPublic"
    }
    struct Vote: Encodable {
        var at: MediaTime
        var item: Int64?
        var text: String?
    }
    struct Note: Encodable {
        var at: MediaTime
        var text: String
    }
    struct Speech: Encodable {
        var id: Int64
        var person: Int64?
        var name: String?
        var factions: [String]
        var role: SpeakerRole?
        var onBehalfOf: String?
        var item: Int64?
        var start: MediaTime
        var end: MediaTime?
    }
    struct Stretch: Encodable {
        var start: MediaTime
        var wallStart: APITime
    }

    var state: String
    /// How wall clock and media time relate, one entry an epoch.
    var epochs: [Stretch]
    var items: [Item]
    var breaks: [Break]
    var closed: [ClosedPassage]
    var votes: [Vote]
    var speeches: [Speech]
    var notes: [Note]

    init(_ snapshot: SessionSnapshot) {
        let facts = snapshot.facts
        let timeline = snapshot.timeline
        let numbers = Dictionary(
            facts.agenda.map { ($0.id, $0.number) }, uniquingKeysWith: { $1 })
        let day = facts.session.id.day
        state = facts.session.state.rawValue
        epochs = snapshot.clock.stretches.map {
            Stretch(start: $0.mediaStart, wallStart: APITime($0.wallStart))
        }
        items = timeline.items.map {
            Item(
                id: $0.item, number: numbers[$0.item] ?? "", ranges: $0.ranges,
                ownRanges: $0.ownRanges)
        }
        breaks = timeline.breaks.map(Break.init)
        closed = timeline.closed.map {
            ClosedPassage(
                at: $0.at, wallStart: APITime($0.wallStart), wallEnd: $0.wallEnd.map(APITime.init),
                item: $0.item)
        }
        votes = timeline.votes.map { Vote(at: $0.at, item: $0.item, text: $0.text) }
        speeches = timeline.speeches.map { speech in
            let person = facts.persons.first { $0.id == speech.person }
            return Speech(
                id: speech.id, person: speech.person, name: person?.name ?? speech.name,
                factions: person?.factions(on: day) ?? [], role: speech.role,
                onBehalfOf: speech.onBehalfOf, item: speech.item, start: speech.start,
                end: speech.end)
        }
        notes = timeline.notes.filter(\.isPublic).map { Note(at: $0.at, text: $0.text) }
    }
}
