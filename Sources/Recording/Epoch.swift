public import Agenda
public import Foundation

/// A stretch recorded with one set of codec parameters from one input.
///
/// It anchors media time to the wall clock once and goes on by the monotonic clock. A gate that
/// opens again and an encoder that returns each begin one.
public struct Epoch: Hashable, Sendable, Codable {
    /// From 1 in each session.
    public var number: Int
    /// Where its first frame stands on the session's timeline.
    public var mediaStart: MediaTime
    /// When its first frame was shown in the room; never before an earlier epoch's last frame.
    public var wallStart: Date
    public var tracks: [Track]
    /// The number of the epoch whose init sections its segments use: its own, or the one before
    /// whose parameters are byte-identical.
    public var initEpoch: Int

    public init(
        number: Int, mediaStart: MediaTime, wallStart: Date, tracks: [Track], initEpoch: Int
    ) {
        self.number = number
        self.mediaStart = mediaStart
        self.wallStart = wallStart
        self.tracks = tracks
        self.initEpoch = initEpoch
    }
}
