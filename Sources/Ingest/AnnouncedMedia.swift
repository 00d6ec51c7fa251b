import Agenda
import Recording

/// What was announced of a session since its last epoch began.
struct AnnouncedMedia {
    /// A segment of which parts were announced and not its end.
    struct Open {
        var epoch: Int
        var sequence: Int
        var parts: [Part] = []
    }

    let session: SessionID
    private(set) var end = AnnouncedEnd()
    private var open: [TrackID: Open] = [:]
    /// The epoch's first number.
    private var first: Int?
    /// The last number that a part or a gap of a track bears.
    private var last: [TrackID: Int] = [:]
    /// From where to where the parts of the latest numbers reach.
    private var spans: [Int: (start: MediaTime, end: MediaTime)] = [:]

    init(_ session: SessionID) {
        self.session = session
    }

    /// The highest number that names something.
    var highest: Int? { end.nextSequence.map { $0 - 1 } }

    mutating func begin(_ epoch: Epoch) {
        end.epoch = epoch
        end.ends = [:]
        open = [:]
        first = nil
        last = [:]
        spans = [:]
    }

    mutating func add(_ part: Part, of track: TrackID, epoch: Int, sequence: Int) {
        open[track, default: Open(epoch: epoch, sequence: sequence)].parts.append(part)
        let partEnd = TrackTime(
            value: part.start.value + part.duration, timescale: part.start.timescale)
        end.ends[track] = partEnd
        name(sequence, in: track)
        let span = spans[sequence] ?? (part.start.mediaTime, partEnd.mediaTime)
        spans[sequence] = (span.start, max(span.end, partEnd.mediaTime))
        spans = spans.filter { $0.key > sequence - 8 }
    }

    mutating func add(gap segment: Segment) {
        name(segment.sequence, in: segment.track)
    }

    /// The segment under way in a track, which ends; nil where nothing of it was announced.
    mutating func end(_ track: TrackID) -> Open? { open.removeValue(forKey: track) }

    /// Where the segment under way in a track begins, where not all of it was stored when it was
    /// announced.
    func lacking(in track: TrackID) -> MediaTime? {
        guard let parts = open[track]?.parts, parts.contains(where: { $0.location == nil }) else {
            return nil
        }
        return parts.first?.start.mediaTime
    }

    private mutating func name(_ sequence: Int, in track: TrackID) {
        first = first ?? sequence
        last[track] = sequence
        end.nextSequence = max(end.nextSequence ?? 0, sequence + 1)
    }

    /// What completes each number that names something, in every track.
    ///
    /// - Parameter coming: What is announced before that, whatever else is dropped.
    func closings(after coming: WriterEntry.Work?) -> [WriterEntry.Work] {
        guard let epoch = end.epoch, let first, let highest else { return [] }
        var last = last
        if case .gap(let segment) = coming { last[segment.track] = segment.sequence }
        var works: [WriterEntry.Work] = []
        for track in epoch.tracks {
            var isEnding = false
            if case .segmentEnd(track.id, _, _) = coming { isEnding = true }
            if let segment = open[track.id], !isEnding {
                works.append(
                    .segmentEnd(track.id, epoch: segment.epoch, sequence: segment.sequence))
            }
            let next = last[track.id].map { $0 + 1 } ?? first
            for sequence in next..<max(next, highest + 1) {
                guard let span = spans[sequence] else { continue }
                works.append(.gap(gap(sequence, from: span.start, to: span.end, in: track)))
            }
        }
        return works
    }

    private func gap(
        _ sequence: Int, from start: MediaTime, to end: MediaTime, in track: Track
    ) -> Segment {
        let scale = Int64(track.timescale)
        let begin = start.ticks * scale / Int64(MediaTime.timescale)
        let stop = end.ticks * scale / Int64(MediaTime.timescale)
        let from = max(begin, self.end.ends[track.id]?.value ?? begin)
        return Segment(
            track: track.id, epoch: self.end.epoch?.number ?? 0, sequence: sequence,
            start: TrackTime(value: from, timescale: track.timescale),
            duration: max(1, stop - from), isIndependent: false, location: nil)
    }
}
