import Foundation

/// Estimates when an input's timestamps happened, from when its packets arrive.
///
/// A packet can arrive late but never early, so the least delay of the last seconds counts.
/// Timestamps are in 1/90000 s.
struct WallAnchor {
    private static let span: TimeInterval = 10
    private let opened: Date
    private var current: TimeInterval?
    private var previous: TimeInterval?
    private var since: Date

    /// `opened`: when the input was opened; nothing can have arrived before.
    init(opened: Date) {
        self.opened = opened
        since = opened
    }

    mutating func observe(_ timestamp: Int64, at now: Date) {
        var offset = now.timeIntervalSinceReferenceDate - Double(timestamp) / 90_000
        if current == nil, previous == nil {
            // The first packets were held back while the input was probed.
            offset = min(offset, opened.timeIntervalSinceReferenceDate - Double(timestamp) / 90_000)
        }
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
