public import Agenda
public import Foundation

/// What must be said of a session to make it.
public struct NewSession: Hashable, Sendable {
    public var title: String
    /// The id of a body that is known.
    public var body: String
    /// `YYYY-MM-DD`
    public var day: String
    public var room: String?
    public var begin: Date?
    /// Nil is the body's own.
    public var visibility: Visibility?
    public var oparlID: String?

    public init(
        title: String, body: String, day: String, room: String? = nil, begin: Date? = nil,
        visibility: Visibility? = nil, oparlID: String? = nil
    ) {
        self.title = title
        self.body = body
        self.day = day
        self.room = room
        self.begin = begin
        self.visibility = visibility
        self.oparlID = oparlID
    }
}
