import Foundation

/// A marker, or a long interruption of the recording, in its place on the media timeline.
struct TimelineEvent {
    enum Kind {
        case marker(Marker)
        /// The recording stopped for so long that nobody's speech went on.
        case interruption
    }

    /// An interruption from which on a speech counts as over: a session taken up again later.
    static let longInterruption: TimeInterval = 15 * 60

    var kind: Kind
    var at: MediaTime
    var wall: Date
    /// What decides between markers of one instant before their kind does: where no media time
    /// passes (between two stretches, before the first, after the last) the wall clock does.
    private var wallOrder: TimeInterval
    /// Where the first named item stands on the agenda.
    private var agendaOrder: Int

    /// All that happens, in the order in which it takes effect.
    static func ordered(
        markers: [Marker], agenda: [AgendaItem], clock: WallClock
    ) -> [TimelineEvent] {
        let order = Dictionary(
            agenda.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        var events = markers.map { marker in
            TimelineEvent(
                marker, clock: clock,
                agendaOrder: marker.items.compactMap { order[$0] }.min() ?? -1)
        }
        for (before, after) in zip(clock.stretches, clock.stretches.dropFirst())
        where after.wallStart.timeIntervalSince(before.wallEnd) >= longInterruption {
            events.append(TimelineEvent(interruptionAt: before.wallEnd, before: after.mediaStart))
        }
        return events.sorted(by: precedes)
    }

    private init(interruptionAt wall: Date, before start: MediaTime) {
        kind = .interruption
        at = start
        self.wall = wall
        wallOrder = wall.timeIntervalSinceReferenceDate
        agendaOrder = -1
    }

    private init(_ marker: Marker, clock: WallClock, agendaOrder: Int) {
        kind = .marker(marker)
        self.agendaOrder = agendaOrder
        switch marker.at {
        case .wall(let date):
            at = clock.mediaTime(at: date)
            wall = date
        case .media(let time):
            at = min(max(time, .zero), clock.end)
            wall = Self.wall(of: marker.kind, at: time, clock: clock)
        }
        wallOrder = Self.wallOrder(at: at, wall: wall, clock: clock)
    }

    /// A media time at which two stretches meet is two moments on the wall: the gate closes at the
    /// first, anything else belongs to the second.
    private static func wall(of kind: MarkerKind, at time: MediaTime, clock: WallClock) -> Date {
        if kind == .gateClose, let stretch = clock.stretches.first(where: { $0.mediaEnd >= time }) {
            return stretch.wallStart.addingTimeInterval((time - stretch.mediaStart).seconds)
        }
        return clock.wall(at: time) ?? Date(timeIntervalSinceReferenceDate: time.seconds)
    }

    /// Zero where media time alone tells moments apart, so that rounding decides nothing.
    private static func wallOrder(at: MediaTime, wall: Date, clock: WallClock) -> TimeInterval {
        let stretches = clock.stretches
        guard !stretches.contains(where: { $0.mediaStart < at && at < $0.mediaEnd }) else {
            return 0
        }
        var ordered = wall
        if let after = stretches.first(where: { $0.mediaStart == at }) {
            ordered = min(ordered, after.wallStart)
        } else if let last = stretches.last {
            ordered = max(ordered, last.wallEnd)
        }
        return ordered.timeIntervalSinceReferenceDate
    }

    /// The contract's order at one instant: end of speech, break, its end, item, speech, vote.
    ///
    /// The gate stands before the item, so that a speech and an item of the same instant are
    /// already behind it; its two kinds share a rank since they are only ever set at "now".
    private var rank: Int {
        guard case .marker(let marker) = kind else { return -1 }
        return switch marker.kind {
        case .speechEnd: 0
        case .breakStart: 1
        case .breakEnd: 2
        case .gateClose, .gateOpen: 3
        case .item: 4
        case .speechStart: 5
        case .vote: 6
        case .note: 7
        }
    }

    private static func precedes(_ a: TimelineEvent, _ b: TimelineEvent) -> Bool {
        if a.at != b.at { return a.at < b.at }
        if a.wallOrder != b.wallOrder { return a.wallOrder < b.wallOrder }
        if a.rank != b.rank { return a.rank < b.rank }
        if a.agendaOrder != b.agendaOrder { return a.agendaOrder < b.agendaOrder }
        guard case .marker(let first) = a.kind, case .marker(let second) = b.kind else {
            return false
        }
        // What was said decides before the id does: ids follow the order of sending.
        if first.person != second.person { return first.person ?? -1 < second.person ?? -1 }
        if first.name != second.name { return first.name ?? "" < second.name ?? "" }
        if first.text != second.text { return first.text ?? "" < second.text ?? "" }
        return first.id < second.id
    }
}
