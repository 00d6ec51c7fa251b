public import Foundation

/// How the wall clock and the media timeline of a session relate: one anchor an epoch, and pairs
/// of both where the room kept them.
public struct WallClock: Hashable, Sendable {
    /// What the clock on the wall said when the recording was at a media time.
    public struct Pair: Hashable, Sendable, Codable {
        public var wall: Date
        public var media: MediaTime

        public init(wall: Date, media: MediaTime) {
            self.wall = wall
            self.media = media
        }
    }

    /// A stretch recorded without interruption.
    public struct Stretch: Hashable, Sendable {
        /// The number of its epoch.
        public var epoch: Int
        public var mediaStart: MediaTime
        /// Where it ends; for the last stretch of a live session, where it has got to.
        public var mediaEnd: MediaTime
        public var wallStart: Date
        /// In order of media time, about one each ten seconds; empty where the anchor alone is
        /// known.
        public var pairs: [Pair]

        /// - Parameter epoch: 0 stands for its position among the clock's stretches, from 1.
        public init(
            epoch: Int = 0, mediaStart: MediaTime, mediaEnd: MediaTime, wallStart: Date,
            pairs: [Pair] = []
        ) {
            self.epoch = epoch
            self.mediaStart = mediaStart
            self.mediaEnd = mediaEnd
            self.wallStart = wallStart
            self.pairs = pairs
        }

        /// By the anchor, as the dates in playlists are.
        public var wallEnd: Date {
            wallStart.addingTimeInterval((mediaEnd - mediaStart).seconds)
        }

        /// The media time of a moment on the wall, within the stretch.
        ///
        /// A clock that was set back shows some moments twice: the later one is meant, so that
        /// what is later on the wall is never earlier in the recording. The latest pair that the
        /// moment is not before counts, up to the next one in proportion; after the last and
        /// before the first the clock is taken to have gone right.
        fileprivate func mediaTime(at wall: Date) -> MediaTime {
            let index = pairs.lastIndex { $0.wall <= wall }
            let from =
                index.map { pairs[$0] } ?? pairs.first ?? Pair(wall: wallStart, media: mediaStart)
            var seconds = wall.timeIntervalSince(from.wall)
            if let next = index.map({ $0 + 1 }), next < pairs.count {
                let length = pairs[next].wall.timeIntervalSince(from.wall)
                seconds *= (pairs[next].media - from.media).seconds / length
            }
            return min(max(from.media + MediaTime(seconds: seconds), mediaStart), mediaEnd)
        }
    }

    /// In order of media time.
    public var stretches: [Stretch]

    public init(stretches: [Stretch]) {
        self.stretches = stretches
        for index in stretches.indices where stretches[index].epoch == 0 {
            self.stretches[index].epoch = index + 1
        }
    }

    /// Where the recording has got to.
    public var end: MediaTime { stretches.last?.mediaEnd ?? .zero }

    /// The media time of a moment on the wall.
    ///
    /// Before the first frame: zero. Between two stretches: where the next one starts. After the
    /// last frame: the end.
    public func mediaTime(at wall: Date) -> MediaTime {
        for stretch in stretches {
            let time = stretch.mediaTime(at: wall)
            if time < stretch.mediaEnd { return time }
        }
        return end
    }

    /// The moment on the wall that a media time shows; nil before anything is recorded.
    public func wall(at time: MediaTime) -> Date? {
        guard let stretch = stretches.last(where: { $0.mediaStart <= time }) ?? stretches.first
        else { return nil }
        return stretch.wallStart.addingTimeInterval((time - stretch.mediaStart).seconds)
    }

    /// When a mark was set, or meant to be; nil where nobody knows. While nothing is recorded the
    /// recording's time stands still, and the room's own word counts.
    public func wall(of marker: Marker) -> Date? {
        switch marker.at {
        case .wall(let date): return date
        case .media(let time):
            guard let stamp = marker.stamp else { return wall(at: time) }
            let stretch = stretches.last { $0.epoch == stamp.epoch }
            return stretch.map { time < $0.mediaEnd } ?? false ? wall(at: time) : stamp.wall
        }
    }

    /// The moment on the wall at which a stretch of media time ends: before an interruption where
    /// one begins there, while `wall(at:)` is after it.
    public func wall(endingAt time: MediaTime) -> Date? {
        guard let stretch = stretches.last(where: { $0.mediaStart < time }) ?? stretches.first
        else { return nil }
        return stretch.wallStart.addingTimeInterval((time - stretch.mediaStart).seconds)
    }
}
