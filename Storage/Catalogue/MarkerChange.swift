public import Agenda
public import Foundation

/// One entry of the audit log: who changed a marker, when, and how.
public struct MarkerChange: Hashable, Sendable, Identifiable {
    public enum Action: String, Sendable {
        case added, changed, removed
    }

    public var id: Int64
    public var at: Date
    public var by: String
    public var action: Action
    public var marker: Int64
    /// Nil for one that was added.
    public var before: Marker?
    /// Nil for one that was removed.
    public var after: Marker?

    init(
        id: Int64, at: Date, by: String, action: Action, marker: Int64, before: Marker?,
        after: Marker?
    ) {
        self.id = id
        self.at = at
        self.by = by
        self.action = action
        self.marker = marker
        self.before = before
        self.after = after
    }
}
