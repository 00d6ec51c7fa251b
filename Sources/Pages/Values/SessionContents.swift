public import Agenda
import Foundation

/// One session with everything that its pages show.
///
/// Titles, papers and speakers of items that are not in `publicItems` appear on no public page;
/// the set is empty unless it is given, so forgetting it shows too little and never too much.
public struct SessionContents: Sendable {
    public var session: Session
    /// "Ratssaal"; nil where the room is unknown.
    public var roomName: String?
    /// In agenda order.
    public var agenda: [AgendaItem]
    /// Ids of the items that the public may read.
    public var publicItems: Set<Int64>
    /// Why the others are not public; the office alone is told.
    public var reasons: [Int64: PublicityRule.Reason] = [:]
    public var timeline: Timeline
    /// What is recorded so far.
    public var clock: WallClock
    public var persons: [Person]

    public init(
        session: Session, roomName: String? = nil, agenda: [AgendaItem] = [],
        publicItems: Set<Int64> = [], timeline: Timeline, clock: WallClock,
        persons: [Person] = []
    ) {
        self.session = session
        self.roomName = roomName
        self.agenda = agenda
        self.publicItems = publicItems
        self.timeline = timeline
        self.clock = clock
        self.persons = persons
    }

    /// With what the agenda, in flags and in words, says to be public.
    public init(
        session: Session, roomName: String? = nil, agenda: [AgendaItem], publicity: PublicityRule,
        timeline: Timeline, clock: WallClock, persons: [Person] = []
    ) {
        self.init(
            session: session, roomName: roomName, agenda: agenda,
            publicItems: Set(agenda.map(\.id).filter(publicity.isPublic)), timeline: timeline,
            clock: clock, persons: persons)
        for item in agenda { reasons[item.id] = publicity.reason(for: item.id) }
    }

    var isLive: Bool { session.state == .live }
    /// Where the recording has got to.
    var end: MediaTime { clock.end }
    var path: String { "/sessions/\(session.id)" }
    /// The `?key=` of an unlisted session, carried along by its links; else nothing.
    var keyQuery: String {
        guard session.visibility == .unlisted, let key = session.key else { return "" }
        return "key=\(key)"
    }

    /// A path of this session, with its key where it needs one.
    func link(_ suffix: String = "", query: String = "") -> String {
        let parts = [query, keyQuery].filter { !$0.isEmpty }
        return path + suffix + (parts.isEmpty ? "" : "?" + parts.joined(separator: "&"))
    }

    func isPublic(_ id: Int64) -> Bool { publicItems.contains(id) }

    func item(_ id: Int64?) -> AgendaItem? {
        guard let id else { return nil }
        return agenda.first { $0.id == id }
    }

    func ranges(of id: Int64) -> [MediaInterval] {
        timeline.items.first { $0.item == id }?.ranges ?? []
    }

    /// How deep an item stands in the tree: 0 for one without a parent.
    func level(of item: AgendaItem) -> Int {
        var level = 0
        var above = self.item(item.parent)
        while let parent = above, level < 4 {
            level += 1
            above = self.item(parent.parent)
        }
        return level
    }

    /// What is open now by the last marks, with everything that it stands under.
    var openNow: [Int64] {
        guard isLive else { return [] }
        var open = Set(timeline.openAtEnd)
        for id in timeline.openAtEnd {
            var above = item(item(id)?.parent)
            while let parent = above, open.insert(parent.id).inserted {
                above = item(parent.parent)
            }
        }
        return agenda.map(\.id).filter(open.contains)
    }

    /// The open items that stand deepest: of 6 and 6.1 the second alone.
    func leaves(of open: [Int64]) -> [Int64] {
        let parents = Set(open.compactMap { item($0)?.parent })
        return open.filter { !parents.contains($0) }
    }

    /// Speeches that the public may know.
    var publicSpeeches: [Timeline.Speech] {
        timeline.speeches.filter { $0.item.map(isPublic) ?? true }
    }

    var publicNotes: [Timeline.Note] { timeline.notes.filter(\.isPublic) }

    /// What came out; while the session runs, only of what is done: imported agendas know it before.
    func result(of item: AgendaItem) -> String? {
        guard let result = item.result, !result.isEmpty else { return nil }
        switch session.state {
        case .planned, .cancelled: return nil
        case .ended: return result
        case .live:
            let isDone = timeline.wasOpen(item.id) && !openNow.contains(item.id)
            return isDone || item.isWithdrawn ? result : nil
        }
    }

    func person(_ id: Int64?) -> Person? {
        guard let id else { return nil }
        return persons.first { $0.id == id }
    }

    func name(of speech: Timeline.Speech) -> String {
        person(speech.person)?.name ?? speech.name ?? ""
    }

    /// Faction, office or guest status while speaking; nil where nothing is known.
    func place(of speech: Timeline.Speech, _ texts: Texts) -> String? {
        let words = texts.agenda
        switch speech.role {
        case .chair: return words.chair
        case .administration: return words.administration
        case .guest: return words.guest
        case .member, nil:
            let factions = person(speech.person)?.factions(on: session.id.day) ?? []
            return factions.first ?? person(speech.person)?.role
        }
    }
}
