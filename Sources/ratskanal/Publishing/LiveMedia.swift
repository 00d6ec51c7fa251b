import Recording

/// The bytes of a segment or a part: where they are stored, or they themselves.
enum LiveMedia: Sendable, Equatable {
    case stored(Location)
    case memory([UInt8])
}

/// What a part's URL answers.
enum LivePart: Sendable, Equatable {
    case ready(LiveMedia)
    /// It is the part that comes next: when the next announcement has come, ask again.
    case later
    /// There is none, or another came in its place.
    case none
}
