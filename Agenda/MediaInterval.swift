/// A stretch of a session's media timeline; one without an end is still going on.
public struct MediaInterval: Hashable, Sendable, Codable {
    public var start: MediaTime
    public var end: MediaTime?

    public init(start: MediaTime, end: MediaTime?) {
        self.start = start
        self.end = end
    }

    public func contains(_ time: MediaTime) -> Bool {
        guard time >= start else { return false }
        guard let end else { return true }
        return time < end
    }
}

extension MediaInterval {
    /// The same stretches in order, those that overlap or touch made one.
    ///
    /// - Parameter seams: where two that touch stay apart.
    public static func joined(
        _ intervals: [MediaInterval], exceptAt seams: Set<MediaTime> = []
    ) -> [MediaInterval] {
        var result: [MediaInterval] = []
        for next in intervals.sorted(by: { $0.start < $1.start }) {
            guard let last = result.last else {
                result.append(next)
                continue
            }
            guard let lastEnd = last.end else { break }
            if next.start > lastEnd || next.start == lastEnd && seams.contains(lastEnd) {
                result.append(next)
            } else if let end = next.end {
                result[result.count - 1].end = max(lastEnd, end)
            } else {
                result[result.count - 1].end = nil
            }
        }
        return result
    }
}
