public import Foundation

extension Timeline {
    /// An interruption of the session.
    public enum Break: Sendable, Hashable {
        /// Nothing was recorded while it lasted: a point of media time, and how long it was on the
        /// wall clock. `wallEnd` is nil while it goes on, and where the session ended in it.
        case dark(at: MediaTime, wallStart: Date, wallEnd: Date?)
        /// The picture went on; without an end while it does.
        case range(MediaInterval)

        public var isDark: Bool {
            if case .dark = self { true } else { false }
        }

        /// What of a frame's length a dark break may take of media time.
        static let tolerance = MediaTime(ticks: MediaTime.timescale / 2)

        /// Where it stands on the media timeline.
        public var start: MediaTime {
            switch self {
            case .dark(let at, _, _): at
            case .range(let interval): interval.start
            }
        }

        /// When it began by the wall clock; nil before anything is recorded.
        public func wallStart(by clock: WallClock) -> Date? {
            switch self {
            case .dark(_, let wallStart, _): wallStart
            case .range(let interval): clock.wall(at: interval.start)
            }
        }

        /// Whether all that lies between two moments is this break.
        func fills(from: MediaTime?, to: MediaTime) -> Bool {
            guard start == from else { return false }
            return switch self {
            case .dark: to - start < Self.tolerance
            case .range(let interval): interval.end == to
            }
        }
    }

    /// Adds a dark break that goes on, where the markers do not tell of it yet.
    public mutating func add(pauseAt time: MediaTime, since wall: Date) {
        let isKnown = breaks.contains { pause in
            guard case .dark(_, _, let end) = pause else { return false }
            return end.map { $0 >= wall } ?? true
        }
        guard breakAtEnd == nil, !isKnown else { return }
        let pause = Break.dark(at: time, wallStart: wall, wallEnd: nil)
        breaks.append(pause)
        breakAtEnd = pause
    }

    /// Since when an item has been open, or when it was opened last; breaks do not interrupt that.
    public func lastOpening(of item: Int64) -> MediaTime? {
        let ranges = ranges(of: item)?.ranges ?? []
        var start = ranges.last?.start
        for (before, after) in zip(ranges, ranges.dropFirst()).reversed() {
            guard breaks.contains(where: { $0.fills(from: before.end, to: after.start) }) else {
                break
            }
            start = before.start
        }
        return start
    }
}

extension Timeline.Break {
    /// A break that ended takes media time or it does not: that alone tells its two forms apart.
    /// One that goes on is dark as long as nothing came after its start.
    ///
    /// So one that began before breaks went dark, and went dark while it lasted, is a range up to
    /// the frame where it did.
    ///
    /// - Parameters:
    ///   - isCounted: whether the room stamped one of its marks; of others no point is kept, as
    ///     two moments of one media time were always no break.
    ///   - end: where it ended, or the recording has got to.
    init?(
        start: TimelineEvent, end: MediaTime, wallEnd: Date?, isOver: Bool, isCounted: Bool
    ) {
        // The last frame's length, and sound that is longer than the picture, are no break.
        if isCounted, end - start.at < Self.tolerance {
            self = .dark(
                at: min(start.at, end), wallStart: start.wall,
                wallEnd: wallEnd.map { max($0, start.wall) })
        } else if start.at != end || !isOver {
            self = .range(MediaInterval(start: start.at, end: isOver ? end : nil))
        } else {
            return nil
        }
    }
}
