import Foundation

/// When the gate was closed, by gate markers that bear the room's stamp.
///
/// What was said meanwhile stays there whatever its time says: a clock that was set back while the
/// gate was closed puts it before the closing, and rounding behind the opening.
struct GatePassages {
    private struct Passage {
        /// Nil where it began before the room counted.
        var closed: Int64?
        /// Whether the room counted one of its gate markers: old passages are judged by their
        /// order alone, as they always were.
        var isCounted: Bool
        /// Nil while it goes on.
        var opened: Int64?
        var start: MediaTime
        var end: MediaTime?
        /// What the clock on the wall said of it, earliest and latest.
        var walls: ClosedRange<Date>

        func counts(_ counter: Int64) -> Bool {
            counter > closed ?? .min && counter < opened ?? .max
        }

        mutating func include(_ wall: Date) {
            walls = min(walls.lowerBound, wall)...max(walls.upperBound, wall)
        }
    }

    private var passages: [Passage] = []
    private let delay: TimeInterval

    /// - Parameter events: in the order in which they take effect.
    init(_ events: [TimelineEvent], delay: TimeInterval) {
        self.delay = delay
        // Since the room counts, each gate marker has a counter: those without came before.
        let gates = events.filter { $0.marker?.kind == .gateClose || $0.marker?.kind == .gateOpen }
        let counted = gates.filter { $0.counter != nil }.sorted {
            $0.counter ?? 0 < $1.counter ?? 0
        }
        var running: Passage?
        for gate in gates.filter({ $0.counter == nil }) + counted {
            if gate.marker?.kind == .gateClose {
                running =
                    running
                    ?? Passage(
                        closed: gate.counter, isCounted: gate.counter != nil, start: gate.at,
                        walls: gate.wall...gate.wall)
                if gate.counter != nil { running?.isCounted = true }
            } else if var passage = running {
                passage.opened = gate.counter
                passage.end = gate.at
                passage.include(gate.wall)
                running = nil
                if gate.counter != nil {
                    passage.isCounted = true
                    passages.append(passage)
                }
            }
        }
        if let running { passages.append(running) }
        for event in events {
            guard let counter = event.counter else { continue }
            for index in passages.indices where passages[index].counts(counter) {
                passages[index].include(event.wall)
            }
        }
    }

    /// Whether a marker's moment lay in such a passage: by the counter where it has one, by the
    /// frame where it names a media time, and by the wall clock with the room's delay on both
    /// sides, as nothing is more exact there.
    func hide(_ event: TimelineEvent) -> Bool {
        guard let marker = event.marker, !passages.isEmpty else { return false }
        if let counter = event.counter { return passages.contains { $0.counts(counter) } }
        return passages.contains { passage in
            guard passage.isCounted else { return false }
            switch marker.at {
            case .media(let time):
                return time >= passage.start && passage.end.map { time < $0 } ?? true
            case .wall(let wall):
                let margin = MediaTime(seconds: delay)
                let isNear =
                    event.at >= passage.start - margin
                    && passage.end.map { event.at <= $0 + margin } ?? true
                return isNear
                    || wall >= passage.walls.lowerBound.addingTimeInterval(-delay)
                        && (passage.end == nil
                            || wall <= passage.walls.upperBound.addingTimeInterval(delay))
            }
        }
    }
}
