import Agenda
public import Recording

/// One track of a session that is live, as two views of one growing text: the room's sliding
/// playlist and the session's EVENT playlist.
///
/// What is older than a minute is text already and only appended to; each announcement costs
/// the few segments after it. The sliding view is the end of the same text.
public struct LivePlaylist: Sendable {
    public enum View: String, Sendable, CaseIterable {
        /// `live.m3u8`: the last ten minutes.
        case sliding = "live.m3u8"
        /// `session.m3u8`: everything, from media sequence 0.
        case event = "session.m3u8"
    }

    /// Seconds that the sliding view holds.
    public static let window = 600.0
    /// Seconds after which a segment's text is final: its parts are forgotten, and one that could
    /// not be stored is a gap from then on. One that is pending is neither.
    public static let settling = 60.0

    public let track: TrackID
    /// In order; the media sequence number is the index. The last one may be open.
    public private(set) var segments: [Segment] = []
    public private(set) var rate = BitRate()
    /// Whether no more comes.
    public var isEnded = false
    private(set) var settled = PlaylistText()
    /// Where each settled segment begins in `settled`, and the state in front of it.
    private(set) var marks: [Mark] = []
    private(set) var writer: SegmentWriter
    private var epoch = 1
    /// Segments that played from memory and became gaps, with where the playlist ended then.
    private(set) var lost: [(index: Int, end: Double)] = []

    struct Mark: Sendable {
        var offset: Int
        var discontinuities: Int
        var initEpoch: Int
        var beginsMap: Bool
    }

    public init(track: TrackID, address: MediaAddress = MediaAddress()) {
        self.track = track
        writer = SegmentWriter(epochs: EpochIndex(), address: address)
    }

    // MARK: What happens

    public mutating func begin(_ next: Epoch) {
        closeOpen()
        writer.epochs.insert(next)
        epoch = next.number
        isEnded = false
    }

    /// A part has come. The first one of a sequence number opens its segment.
    public mutating func append(_ part: Part, sequence: Int, epoch: Int) {
        isEnded = false
        if let last = segments.last, last.sequence == sequence {
            guard last.isOpen, part.index >= last.parts.count else { return }
            segments[segments.count - 1].parts.append(part)
            segments[segments.count - 1].duration += part.duration
            return
        }
        guard sequence > segments.last?.sequence ?? -1 else { return }
        closeOpen()
        segments.append(
            Segment(
                track: track, epoch: epoch, sequence: sequence, start: part.start,
                duration: part.duration, isIndependent: part.isIndependent, location: nil,
                parts: [part], isOpen: true))
        self.epoch = epoch
        settle()
    }

    /// A segment is complete: the open one, or one that is known from the catalogue. One that was
    /// pending is stored now, or lost.
    public mutating func end(_ segment: Segment) {
        var complete = segment
        complete.isOpen = false
        if let index = index(of: segment.sequence) {
            let known = segments[index]
            // What was said to be a gap stays one.
            let isGap = known.location == nil && known.parts.isEmpty
            guard known.isOpen || known.isPending || known.location == nil && !isGap,
                index >= marks.count
            else { return }
            if complete.parts.isEmpty { complete.parts = known.parts }
            segments[index] = complete
        } else if segment.sequence > segments.last?.sequence ?? -1 {
            closeOpen()
            segments.append(complete)
            epoch = segment.epoch
        } else {
            return
        }
        if let length = complete.location?.range.length {
            rate.add(bytes: length, seconds: complete.seconds)
        }
        settle()
    }

    /// Takes another key for every URI, or none.
    public mutating func setKey(_ key: String?) {
        guard key != writer.address.key else { return }
        let address = MediaAddress(base: writer.address.base, key: key)
        writer = SegmentWriter(epochs: writer.epochs, address: address)
        settled = PlaylistText()
        let count = marks.count
        marks = []
        for segment in segments.prefix(count) { write(settled: segment) }
    }

    /// A segment that ingest never completed has what was announced of it.
    private mutating func closeOpen() {
        guard var last = segments.last, last.isOpen else { return }
        last.isOpen = false
        last.location = Location(joining: last.parts.map(\.location))
        segments[segments.count - 1] = last
    }

    private mutating func settle() {
        guard let end = segments.last?.end.seconds else { return }
        for index in marks.count..<segments.count {
            let next = segments[index]
            guard !next.isOpen, end - next.end.seconds > Self.settling else { break }
            guard !next.isPending else { continue }
            if next.location == nil, !next.parts.isEmpty { lost.append((index, end)) }
            segments[index].parts = []
            // What stands behind one that is pending is final as well, and not text yet.
            if index == marks.count { write(settled: segments[index]) }
        }
        lost.removeAll { end - $0.end > DeltaUpdate.boundary }
    }

    private mutating func write(settled segment: Segment) {
        let offset = settled.bytes.count
        let before = writer.discontinuities
        let needed = writer.epochs.initEpoch(of: segment)
        let beginsMap = marks.last?.initEpoch != needed
        marks.append(
            Mark(
                offset: offset, discontinuities: before, initEpoch: needed, beginsMap: beginsMap))
        writer.write(segment, showsParts: false, into: &settled)
    }

    // MARK: What is asked

    /// The last part, for siblings' rendition reports; nil before the first.
    public var report: RenditionReport? {
        guard let last = segments.last else { return nil }
        let part = last.parts.isEmpty ? nil : last.parts.count - 1
        return RenditionReport(track: track, sequence: segments.count - 1, part: part)
    }

    /// The part that comes next: what the preload hint names.
    public var hint: (epoch: Int, sequence: Int, part: Int)? {
        guard !isEnded else { return nil }
        guard let last = segments.last else { return (epoch, 0, 0) }
        if last.isOpen { return (last.epoch, last.sequence, last.parts.count) }
        return (epoch, last.sequence + 1, 0)
    }

    /// The segment of a sequence number as URLs name it.
    public func segment(sequence: Int) -> Segment? { index(of: sequence).map { segments[$0] } }

    private func index(of sequence: Int) -> Int? {
        var low = 0
        var high = segments.count
        while low < high {
            let middle = (low + high) / 2
            if segments[middle].sequence < sequence { low = middle + 1 } else { high = middle }
        }
        return low < segments.count && segments[low].sequence == sequence ? low : nil
    }

    /// How its URIs are written.
    public var address: MediaAddress { writer.address }

    /// The media sequence number of a view's first segment.
    public func firstSequence(_ view: View) -> Int {
        guard view == .sliding, let end = segments.last?.end.seconds else { return 0 }
        var low = 0
        var high = segments.count
        while low < high {
            let middle = (low + high) / 2
            if end - segments[middle].start.seconds > Self.window {
                low = middle + 1
            } else {
                high = middle
            }
        }
        // What has not settled is within the last minute, and so within the window, but where
        // something waits longer for the store.
        return min(low, marks.count)
    }

    /// Whether a blocking reload is answered now.
    public func answer(_ reload: BlockingReload) -> BlockingReload.Answer {
        if isEnded { return .now }
        let last = segments.count - 1
        guard reload.sequence <= last + 2 else { return .refused }
        guard reload.sequence <= last else { return .later }
        let segment = segments[reload.sequence]
        guard let part = reload.part else { return segment.isOpen ? .later : .now }
        if part < segment.parts.count { return .now }
        if segment.isOpen { return .later }
        // One past the last part means the next segment's first (RFC 8216bis §6.2.5.2). The
        // parts of an old segment are forgotten; its playlist is there anyhow.
        return reload.sequence < last || segment.parts.isEmpty ? .now : .later
    }
}
