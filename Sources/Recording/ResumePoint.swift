public import Agenda
public import Foundation

/// What ingest must know of a session to go on recording it.
public struct ResumePoint: Hashable, Sendable {
    /// The first sequence number that names nothing yet.
    public var nextSequence: Int
    /// The first epoch number that names nothing yet.
    public var nextEpoch: Int
    /// Where the next frame stands at the earliest: what was recorded is decoded by then.
    public var mediaEnd: MediaTime
    /// When what was recorded has been shown: later than `mediaEnd` by B-frames. Nil where it is
    /// not known.
    public var shownEnd: MediaTime?
    /// The wall clock of `mediaEnd`; the next epoch begins no earlier.
    public var wallEnd: Date?
    /// The epoch recorded last, to compare parameters with.
    public var lastEpoch: Epoch?
    public var isGateClosed: Bool

    public init(
        nextSequence: Int = 0, nextEpoch: Int = 1, mediaEnd: MediaTime = .zero,
        shownEnd: MediaTime? = nil, wallEnd: Date? = nil, lastEpoch: Epoch? = nil,
        isGateClosed: Bool = false
    ) {
        self.nextSequence = nextSequence
        self.nextEpoch = nextEpoch
        self.mediaEnd = mediaEnd
        self.shownEnd = shownEnd
        self.wallEnd = wallEnd
        self.lastEpoch = lastEpoch
        self.isGateClosed = isGateClosed
    }
}
