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
    /// The room's count of a mark that was set "now".
    var counter: Int64?
    /// Whether it happened while the gate was closed, by the room's own word or too near to tell.
    var isBehindGate = false
    /// What decides between markers of one instant before their kind does: where no media time
    /// passes (between two stretches, before the first, after the last) the wall clock does.
    private var wallOrder: TimeInterval
    /// Where the first named item stands on the agenda.
    private var agendaOrder: Int

    var marker: Marker? {
        if case .marker(let marker) = kind { marker } else { nil }
    }

    /// All that happens, in the order in which it takes effect.
    ///
    /// - Parameter gateDelay: how near to a closed gate a moment by the wall clock is taken to be
    ///   behind it.
    static func ordered(
        markers: [Marker], agenda: [AgendaItem], clock: WallClock, gateDelay: TimeInterval
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
        var ordered = merged(
            counted: events.filter { $0.counter != nil }.sorted(by: countedPrecedes),
            others: events.filter { $0.counter == nil }.sorted(by: precedes))
        let passages = GatePassages(ordered, delay: gateDelay)
        for index in ordered.indices { ordered[index].isBehindGate = passages.hide(ordered[index]) }
        return ordered
    }

    /// Puts what has no counter among what has one, each before the first that it precedes.
    ///
    /// Comparing the two kinds with each other in one sort would go in circles: counters and walls
    /// may contradict each other. Here each kind keeps its own order.
    private static func merged(
        counted: [TimelineEvent], others: [TimelineEvent]
    ) -> [TimelineEvent] {
        var result: [TimelineEvent] = []
        var rest = counted[...]
        for event in others {
            while let first = rest.first, !precedes(event, first) {
                result.append(first)
                rest.removeFirst()
            }
            result.append(event)
        }
        return result + rest
    }

    private static func countedPrecedes(_ a: TimelineEvent, _ b: TimelineEvent) -> Bool {
        if a.at != b.at { return a.at < b.at }
        if let first = a.counter, let second = b.counter, first != second { return first < second }
        return precedes(a, b)
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
            if let stamp = marker.stamp {
                counter = stamp.counter
                wall = stamp.wall
                (at, wallOrder) = Self.place(of: time, stamp, clock: clock)
                return
            }
            at = min(max(time, .zero), clock.end)
            wall = Self.wall(of: marker.kind, at: time, clock: clock)
        }
        wallOrder = Self.wallOrder(at: at, wall: wall, clock: clock)
    }

    /// Where a mark that was set "now" stands: within its epoch, and behind its end where it was
    /// set after that, but before the next one begins.
    private static func place(
        of time: MediaTime, _ stamp: RoomStamp, clock: WallClock
    ) -> (MediaTime, TimeInterval) {
        let stretches = clock.stretches
        let wall = stamp.wall.timeIntervalSinceReferenceDate
        // An epoch of which nothing was recorded ended where the one before it did.
        let index = stretches.lastIndex { $0.epoch <= stamp.epoch ?? 0 }
        let next = index.map { $0 + 1 } ?? 0
        let latest =
            next < stretches.count
            ? stretches[next].wallStart.timeIntervalSinceReferenceDate.nextDown : .infinity
        guard let index else {
            return (stretches.first?.mediaStart ?? .zero, min(wall, latest))
        }
        let stretch = stretches[index]
        if stretch.epoch == stamp.epoch, time < stretch.mediaEnd {
            let isInside = time > stretch.mediaStart
            return (
                max(time, stretch.mediaStart),
                isInside ? 0 : stretch.wallStart.timeIntervalSinceReferenceDate
            )
        }
        let earliest = stretch.wallEnd.timeIntervalSinceReferenceDate
        return (stretch.mediaEnd, min(max(wall, earliest), latest))
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
