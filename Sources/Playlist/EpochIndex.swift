import Agenda
import Foundation
import Recording

/// A session's epochs by number, for what a playlist says of a segment's epoch.
struct EpochIndex: Sendable {
    private struct Anchor: Sendable {
        var initEpoch: Int
        var mediaStart: MediaTime
        var wallStart: Date
    }

    private var anchors: [Int: Anchor] = [:]

    init(_ epochs: [Epoch] = []) {
        for epoch in epochs { insert(epoch) }
    }

    mutating func insert(_ epoch: Epoch) {
        anchors[epoch.number] = Anchor(
            initEpoch: epoch.initEpoch, mediaStart: epoch.mediaStart, wallStart: epoch.wallStart)
    }

    /// The epoch whose init section a segment needs.
    func initEpoch(of segment: Segment) -> Int {
        anchors[segment.epoch]?.initEpoch ?? segment.epoch
    }

    /// When a segment's first frame was shown in the room.
    func date(of segment: Segment) -> Date? {
        guard let anchor = anchors[segment.epoch] else { return nil }
        // From the absolute position: sums of rounded durations would drift.
        let offset = segment.start.mediaTime - anchor.mediaStart
        return anchor.wallStart.addingTimeInterval(offset.seconds)
    }
}
