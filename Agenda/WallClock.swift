public import Foundation

/// How the wall clock and the media timeline of a session relate: one anchor an epoch.
public struct WallClock: Hashable, Sendable {
    /// A stretch recorded without interruption.
    public struct Stretch: Hashable, Sendable {
        public var mediaStart: MediaTime
        /// Where it ends; for the last stretch of a live session, where it has got to.
        public var mediaEnd: MediaTime
        public var wallStart: Date

        public init(mediaStart: MediaTime, mediaEnd: MediaTime, wallStart: Date) {
            self.mediaStart = mediaStart
            self.mediaEnd = mediaEnd
            self.wallStart = wallStart
        }

        public var wallEnd: Date {
            wallStart.addingTimeInterval((mediaEnd - mediaStart).seconds)
        }
    }

    /// In order of media time.
    public var stretches: [Stretch]

    public init(stretches: [Stretch]) {
        self.stretches = stretches
    }

    /// Where the recording has got to.
    public var end: MediaTime { stretches.last?.mediaEnd ?? .zero }

    /// The media time of a moment on the wall.
    ///
    /// Before the first frame: zero. Between two stretches: where the next one starts. After the
    /// last frame: the end.
    public func mediaTime(at wall: Date) -> MediaTime {
        for stretch in stretches where wall < stretch.wallEnd {
            guard wall > stretch.wallStart else { return stretch.mediaStart }
            let offset = MediaTime(seconds: wall.timeIntervalSince(stretch.wallStart))
            return min(stretch.mediaStart + offset, stretch.mediaEnd)
        }
        return end
    }

    /// The moment on the wall that a media time shows; nil before anything is recorded.
    public func wall(at time: MediaTime) -> Date? {
        guard let stretch = stretches.last(where: { $0.mediaStart <= time }) ?? stretches.first
        else { return nil }
        return stretch.wallStart.addingTimeInterval((time - stretch.mediaStart).seconds)
    }

    /// The moment on the wall at which a stretch of media time ends: before an interruption where
    /// one begins there, while `wall(at:)` is after it.
    public func wall(endingAt time: MediaTime) -> Date? {
        guard let stretch = stretches.last(where: { $0.mediaStart < time }) ?? stretches.first
        else { return nil }
        return stretch.wallStart.addingTimeInterval((time - stretch.mediaStart).seconds)
    }
}
