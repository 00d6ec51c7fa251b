import Foundation
import Media

/// Lets an input's frames pass as time does: a file's, and those that are fetched in bursts.
struct Pace {
    /// Seconds that a camera's stream may be ahead of time, as encoders send what they have kept.
    private static let longestLead = 60.0

    private let input: Input
    /// What was shown at a moment, from which time is counted.
    private var begin: (time: Int64, moment: Date)?
    private var last: Int64?

    init(input: Input) {
        self.input = input
    }

    /// Seconds until a frame of a presentation time is due, 90,000 a second; throws `tooFast`
    /// where a live input has run away.
    mutating func pause(before time: Int64, at now: Date) throws -> TimeInterval {
        let isJump = last.map { abs(time - $0) > EncoderClock.jump } ?? false
        last = time
        if isJump { begin = nil }
        let begin = begin ?? (time, now)
        self.begin = begin
        let lead = Double(time - begin.time) / 90_000 - now.timeIntervalSince(begin.moment)
        switch input {
        case .file(_, atRealTime: true), .hls: return lead
        case .file: return 0
        case .srtListener, .srtCaller, .udp, .rtsp:
            guard lead > Self.longestLead else { return 0 }
            throw MediaError(.tooFast, while: "reading", object: input.description)
        }
    }
}
