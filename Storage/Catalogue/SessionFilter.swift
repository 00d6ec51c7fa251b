public import Agenda

/// Which sessions to list; what is nil or empty does not narrow.
public struct SessionFilter: Hashable, Sendable {
    public enum Order: Sendable {
        case newestFirst, oldestFirst
    }

    public var states: Set<SessionState>
    public var visibilities: Set<Visibility>
    public var body: String?
    public var room: String?
    /// `YYYY-MM-DD`, inclusive.
    public var from: String?
    public var to: String?
    public var order: Order

    public init(
        states: Set<SessionState> = [], visibilities: Set<Visibility> = [], body: String? = nil,
        room: String? = nil, from: String? = nil, to: String? = nil, order: Order = .newestFirst
    ) {
        self.states = states
        self.visibilities = visibilities
        self.body = body
        self.room = room
        self.from = from
        self.to = to
        self.order = order
    }
}
