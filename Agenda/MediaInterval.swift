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
