public import Agenda
public import Foundation

/// Whether a session is public at the moment, and since when.
public struct Gate: Hashable, Sendable {
    public var isClosed: Bool
    /// Nil where it has been open from the start.
    public var since: Date?
    public var at: MediaTime?

    public init(isClosed: Bool, since: Date? = nil, at: MediaTime? = nil) {
        self.isClosed = isClosed
        self.since = since
        self.at = at
    }
}
