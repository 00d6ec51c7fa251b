import Agenda
import Recording

/// The segments of a clip in the order of time, and how far each moves to play without a hole.
struct ClipTimeline {
    /// What the tracks have for one sequence number.
    struct Interval {
        var segments: [Segment]
        var start: MediaTime
        var end: MediaTime
    }

    /// Intervals that follow one another in the session.
    struct Run {
        var intervals: [Interval]
        /// How far it moves; the first one to zero.
        var distance: MediaTime
    }

    let tracks: [Track]
    private(set) var runs: [Run] = []
    private(set) var duration = MediaTime.zero

    init(tracks: [Track], segments: [Segment]) {
        self.tracks = tracks
        let names = tracks.map(\.id)
        let known = segments.filter { $0.location != nil && names.contains($0.track) }
        let groups = Dictionary(grouping: known, by: \.sequence).sorted { $0.key < $1.key }
        var last: Int?
        for (sequence, group) in groups {
            let ordered = names.compactMap { name in group.first { $0.track == name } }
            // The picture leads.
            guard let lead = ordered.first else { continue }
            let interval = Interval(
                segments: ordered, start: lead.start.mediaTime, end: lead.end.mediaTime)
            if let last, sequence == last + 1 {
                runs[runs.count - 1].intervals.append(interval)
            } else {
                runs.append(Run(intervals: [interval], distance: duration - interval.start))
            }
            duration = interval.end + runs[runs.count - 1].distance
            last = sequence
        }
    }

    /// All of them, at the times at which they play in the clip.
    var intervals: [Interval] {
        runs.flatMap { run in
            run.intervals.map { interval in
                Interval(
                    segments: interval.segments, start: interval.start + run.distance,
                    end: interval.end + run.distance)
            }
        }
    }
}

extension MediaTime {
    /// In another timescale, to the nearest unit.
    func units(in timescale: Int32) -> Int64 {
        let product = ticks * Int64(timescale)
        let half = MediaTime.timescale / 2
        return (product >= 0 ? product + half : product - half) / MediaTime.timescale
    }
}
