import Foundation
import Media

/// Lets an input's frames pass as time does: a file's, and those that are fetched in bursts.
struct Pace {
    /// Seconds that a camera's stream may be ahead of time, as encoders send what they have kept.
    private static let longestLead = 60.0

    private let input: Input
    /// What was shown at a moment, from which time is counted.
    private var begin: (time: Int64, moment: ContinuousClock.Instant)?
    private var last: Int64?
    /// Seconds that the last frame was behind the first one's pace.
    private(set) var lag: TimeInterval = 0

    init(input: Input) {
        self.input = input
    }

    /// Seconds until a frame of a presentation time is due, 90,000 a second; throws `tooFast`
    /// where a live input has run away.
    mutating func pause(
        before time: Int64, at now: ContinuousClock.Instant = .now
    ) throws -> TimeInterval {
        let isJump = last.map { abs(time - $0) > EncoderClock.jump } ?? false
        last = time
        if isJump { begin = nil }
        let begin = begin ?? (time, now)
        self.begin = begin
        let passed = begin.moment.duration(to: now) / .seconds(1)
        let lead = Double(time - begin.time) / 90_000 - passed
        lag = max(0, -lead)
        switch input {
        case .file(_, atRealTime: true), .hls: return lead
        case .file: return 0
        case .srtListener, .srtCaller, .udp, .rtsp:
            // Clocks differ a little, and that adds up.
            guard lead > Self.longestLead + passed / 100 else { return 0 }
            throw MediaError(.tooFast, while: "reading", object: input.description)
        }
    }
}
