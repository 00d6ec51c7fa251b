public import Foundation

/// What a program may do that is not a person: a microphone system, a monitor.
public struct Token: Hashable, Sendable, Identifiable {
    public enum Right: String, Sendable, CaseIterable {
        case tag, microphone, captions, monitor
    }

    public var id: Int64
    public var name: String
    public var right: Right
    /// Nil for every room.
    public var room: String?
    /// Of the token itself, which is kept nowhere.
    public var sha256: [UInt8]
    public var created: Date
}
