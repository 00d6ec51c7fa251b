public import Agenda

/// An exact position or duration on the session's timeline in a track's own timescale.
///
/// Durations are summed here and never in ticks of 1/90000 s: 1,024 samples at 44.1 kHz are no
/// whole number of them.
public struct TrackTime: Hashable, Sendable, Codable {
    public var value: Int64
    /// Units a second: 90,000 for video, the sample rate for audio.
    public var timescale: Int32

    public init(value: Int64, timescale: Int32) {
        self.value = value
        self.timescale = timescale
    }

    public var mediaTime: MediaTime { MediaTime(value, timescale: Int64(timescale)) }
    public var seconds: Double { Double(value) / Double(timescale) }
}
