public import Agenda

/// When a track file is full and the next one begins, at a segment's border.
public struct TrackLimits: Hashable, Sendable {
    public var duration: MediaTime
    public var bytes: Int64

    public init(duration: MediaTime = MediaTime(seconds: 3600), bytes: Int64 = 1 << 30) {
        self.duration = duration
        self.bytes = bytes
    }
}
