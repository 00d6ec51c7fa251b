public import Foundation

/// The council or committee that meets, as a source names it.
public struct ImportedBody: Hashable, Sendable {
    public var oparlID: String?
    public var name: String
    /// Whether the source only says its id, and the name was guessed.
    public var isGuess: Bool

    public init(oparlID: String? = nil, name: String, isGuess: Bool = false) {
        self.oparlID = oparlID
        self.name = name
        self.isGuess = isGuess
    }
}

/// A meeting as a source gives it, before it is matched with the sessions that are there.
public struct ImportedMeeting: Hashable, Sendable {
    /// When it takes place, if it can be a session of its own.
    public enum Schedule: Hashable, Sendable {
        /// The day in the city's calendar, `YYYY-MM-DD`; times are nil where nobody knows them.
        case on(day: String, begin: Date?, end: Date?)
        /// The entry is no session, and why.
        case never(reason: String)
    }

    public var oparlID: String?
    /// What to call it in messages.
    public var label: String
    public var title: String
    public var body: ImportedBody
    public var schedule: Schedule
    /// Nil where the source says nothing.
    public var isCancelled: Bool?
    /// Nil where the source says nothing of an agenda, and what is there stays.
    public var agenda: [ImportedItem]?
    /// False where some items could not be asked for just now: what is there then stays.
    public var isAgendaWhole: Bool

    public init(
        oparlID: String?, label: String, title: String, body: ImportedBody, schedule: Schedule,
        isCancelled: Bool? = nil, agenda: [ImportedItem]? = nil, isAgendaWhole: Bool = true
    ) {
        self.oparlID = oparlID
        self.label = label
        self.title = title
        self.body = body
        self.schedule = schedule
        self.isCancelled = isCancelled
        self.agenda = agenda
        self.isAgendaWhole = isAgendaWhole
    }
}
