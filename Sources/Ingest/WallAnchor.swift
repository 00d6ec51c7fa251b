import Foundation
import Media

/// Estimates when an input's timestamps happened, from when its packets arrive.
///
/// A packet can arrive late but never early, so the least delay of the last seconds counts.
/// Timestamps are in 1/90000 s.
struct WallAnchor {
    private static let span: TimeInterval = 10
    /// No delay is remembered for longer.
    static let memory = Duration.seconds(2 * span)
    private let opened: Date
    private var current: TimeInterval?
    private var previous: TimeInterval?
    private var since: Date
    private var last: Int64?

    /// `newest`: the timestamp that had just arrived when the input was `opened`; those before
    /// it were held back meanwhile.
    init(opened: Date, newest: Int64?) {
        self.opened = opened
        since = opened
        current = newest.map { opened.timeIntervalSinceReferenceDate - Double($0) / 90_000 }
    }

    mutating func observe(_ timestamp: Int64, at now: Date) {
        let offset = now.timeIntervalSinceReferenceDate - Double(timestamp) / 90_000
        if let last, abs(timestamp - last) > EncoderClock.jump {
            // The input's clock is another one from here on.
            current = nil
            previous = nil
            since = now
        }
        last = timestamp
        current = min(current ?? offset, offset)
        if now.timeIntervalSince(since) > Self.span {
            previous = current
            current = offset
            since = now
        }
    }

    func wall(of timestamp: Int64) -> Date {
        let offset = [current, previous].compactMap { $0 }.min()
        guard let offset else { return opened }
        return Date(timeIntervalSinceReferenceDate: offset + Double(timestamp) / 90_000)
    }
}
