/// A hashed timer wheel: setting costs an append, a turn looks at one slot a tick.
struct TimerWheel {
    struct Entry {
        let key: UInt64
        /// When it is due, in milliseconds.
        let time: UInt64
    }

    private var slots: [[Entry]]
    private let tick: UInt64
    private var current: UInt64
    private(set) var count = 0

    /// `tick` and `now` in milliseconds of one monotonic clock.
    init(tick: UInt64, now: UInt64, slots: Int = 512) {
        self.tick = tick
        self.current = now / tick
        self.slots = Array(repeating: [], count: slots)
    }

    /// Due at the first turn at or after `time`.
    mutating func insert(_ key: UInt64, at time: UInt64) {
        let due = max(time / tick + 1, current + 1)
        slots[Int(due % UInt64(slots.count))].append(Entry(key: key, time: time))
        count += 1
    }

    /// Milliseconds until the next turn; nil when nothing is set.
    func pause(_ now: UInt64) -> UInt64? {
        guard count > 0 else { return nil }
        let next = (current + 1) * tick
        return next > now ? next - now : 0
    }

    /// Takes out what is due.
    mutating func advance(to now: UInt64) -> [Entry] {
        let target = now / tick
        guard target > current else { return [] }
        var due: [Entry] = []
        // After a long pause one turn over all slots finds everything.
        let first = max(
            current + 1, target >= UInt64(slots.count) ? target - UInt64(slots.count) + 1 : 0)
        for turn in first...target {
            let index = Int(turn % UInt64(slots.count))
            guard !slots[index].isEmpty else { continue }
            var kept: [Entry] = []
            for entry in slots[index] {
                if entry.time <= now { due.append(entry) } else { kept.append(entry) }
            }
            slots[index] = kept
        }
        current = target
        count -= due.count
        return due
    }
}
