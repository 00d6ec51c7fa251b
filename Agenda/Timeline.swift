public import Foundation

/// What happened when in a session, on its media timeline, as far as the public may know it.
///
/// Computed from the markers each time; the order in which they were sent does not matter. Speeches
/// and votes of a non-public item, or while the gate was closed, are not in it, notes of then are not
/// public, and such an item has no ranges: only its `closed` passages.
public struct Timeline: Sendable, Hashable {
    /// When an item was open.
    public struct ItemRanges: Sendable, Hashable {
        public var item: Int64
        /// Its own and its descendants' stretches, in order, joined where they touch, but not over
        /// a break: what is shown of an item ends there.
        public var ranges: [MediaInterval]
        /// The stretches in which it was itself named as open.
        public var ownRanges: [MediaInterval]
    }

    /// One person's uninterrupted turn; `end` is nil while it goes on.
    public struct Speech: Sendable, Hashable, Identifiable {
        /// The id of its `speechStart` marker.
        public var id: Int64
        public var person: Int64?
        public var name: String?
        public var role: SpeakerRole?
        public var onBehalfOf: String?
        /// The item that was open when it began.
        public var item: Int64?
        public var start: MediaTime
        public var end: MediaTime?

        public var interval: MediaInterval { MediaInterval(start: start, end: end) }
    }

    /// A time without the public: a point of media time that lasted on the wall clock.
    ///
    /// A passage in which several items were open is several entries at one point.
    public struct Closed: Sendable, Hashable {
        public var at: MediaTime
        public var wallStart: Date
        /// Nil while it goes on, and where the session ended in it.
        public var wallEnd: Date?
        /// What was open; the first non-public item if there was one.
        public var item: Int64?
    }

    /// A vote; an item has any number of them.
    public struct Vote: Sendable, Hashable, Identifiable {
        public var id: Int64
        public var at: MediaTime
        public var item: Int64?
        public var text: String?
    }

    /// A remark; only one that `isPublic` may be shown outside the office.
    public struct Note: Sendable, Hashable, Identifiable {
        public var id: Int64
        public var at: MediaTime
        public var text: String
        public var isPublic: Bool
    }

    /// One entry for each item of the agenda, in its order, with or without ranges.
    public var items: [ItemRanges]
    public var breaks: [Break]
    public var closed: [Closed]
    public var votes: [Vote]
    public var speeches: [Speech]
    public var notes: [Note]
    /// Public items that had their turn where nothing was shown, in a break, those above them too.
    public var takenUnseen: Set<Int64>
    /// What the last `item` marker left open, in agenda order, non-public items included.
    public var openAtEnd: [Int64]
    /// Whether the gate is closed at the end, or must be, as an item is open that is not public.
    public var isClosedAtEnd: Bool
    /// The break that goes on; nil too where the session ended in it.
    public var breakAtEnd: Break?

    public var isBreakAtEnd: Bool { breakAtEnd != nil }

    /// Seconds by which a picture can come late where nothing else is known.
    public static let usualGateDelay: TimeInterval = 5

    /// - Parameters:
    ///   - agenda: in agenda order.
    ///   - markers: in any order.
    ///   - clock: what is recorded so far.
    ///   - isLive: whether more is to come: what is open then has no end.
    ///   - publicity: what of the agenda is public; by default as the agenda alone says.
    ///   - gateDelay: the room's; a moment told by the wall clock that lies nearer to a closed
    ///     gate is not public.
    ///   - recordedEnd: where the recording has got to, where `clock` reaches beyond it for marks
    ///     of frames that are on their way.
    public init(
        agenda: [AgendaItem], markers: [Marker], clock: WallClock, isLive: Bool,
        publicity: PublicityRule? = nil, gateDelay: TimeInterval = Timeline.usualGateDelay,
        recordedEnd: MediaTime? = nil
    ) {
        let recordedEnd = recordedEnd ?? clock.end
        let clock = clock.cut(to: recordedEnd, by: markers)
        var builder = TimelineBuilder(
            agenda: agenda, publicity: publicity ?? PublicityRule(agenda: agenda),
            recordedEnd: recordedEnd)
        let events = TimelineEvent.ordered(
            markers: markers, agenda: agenda, clock: clock, gateDelay: gateDelay)
        for event in events { builder.take(event) }
        self = builder.finish(at: isLive ? nil : clock.end)
    }

    init(
        items: [ItemRanges], breaks: [Break], closed: [Closed], votes: [Vote],
        speeches: [Speech], notes: [Note], takenUnseen: Set<Int64>, openAtEnd: [Int64],
        isClosedAtEnd: Bool, breakAtEnd: Break?
    ) {
        self.items = items
        self.breaks = breaks
        self.closed = closed
        self.votes = votes
        self.speeches = speeches
        self.notes = notes
        self.takenUnseen = takenUnseen
        self.openAtEnd = openAtEnd
        self.isClosedAtEnd = isClosedAtEnd
        self.breakAtEnd = breakAtEnd
    }

    /// The items open at a time, parents included, in agenda order.
    public func openItems(at time: MediaTime) -> [Int64] {
        items.filter { entry in entry.ranges.contains { $0.contains(time) } }.map(\.item)
    }

    /// Who speaks at a time.
    public func speech(at time: MediaTime) -> Speech? {
        speeches.last { $0.interval.contains(time) }
    }

    /// When an item was open; nil for one that is not on the agenda.
    public func ranges(of item: Int64) -> ItemRanges? {
        items.first { $0.item == item }
    }
}
