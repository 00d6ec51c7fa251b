/// When the date ranges of a playlist came, and which of them went lately.
///
/// A delta update lists no range that came longer ago than the boundary, and names those that went
/// since then (RFC 8216bis §6.2.5.1). One that changed has come anew.
public struct DateRangeLedger: Sendable {
    public typealias Instant = ContinuousClock.Instant

    private struct Entry {
        var range: DateRange
        var since: Instant
    }

    private static let boundary = Duration.seconds(DeltaUpdate.boundary)
    private var entries: [Entry] = []
    private var removed: [(id: String, at: Instant)] = []

    public init() {}

    /// Takes what the playlist has from now on.
    public mutating func show(_ ranges: [DateRange], at now: Instant) {
        removed.removeAll { now - $0.at > Self.boundary }
        guard !ranges.elementsEqual(entries.lazy.map(\.range)) else { return }
        var known: [String: Entry] = [:]
        for entry in entries { known[entry.range.id] = entry }
        entries = ranges.map { range in
            guard let before = known.removeValue(forKey: range.id), before.range == range else {
                return Entry(range: range, since: now)
            }
            return before
        }
        let ids = Set(ranges.lazy.map(\.id))
        removed.removeAll { ids.contains($0.id) }
        removed += known.keys.filter { !ids.contains($0) }.sorted().map { ($0, now) }
    }

    /// What came within the boundary.
    public func recent(at now: Instant) -> [DateRange] {
        entries.filter { now - $0.since <= Self.boundary }.map(\.range)
    }

    /// The IDs of what went within the boundary, in the order in which it went.
    public func removedLately(at now: Instant) -> [String] {
        removed.filter { now - $0.at <= Self.boundary }.map(\.id)
    }

    /// When what is recent changes by time alone; nil if it never does.
    public func expiry(at now: Instant) -> Instant? {
        (entries.map(\.since) + removed.map(\.at)).map { $0 + Self.boundary }
            .filter { $0 >= now }.min()
    }
}
