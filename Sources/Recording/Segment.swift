/// A stretch of bytes in a track file.
public struct ByteRange: Hashable, Sendable, Codable {
    public var offset: Int64
    public var length: Int64

    public init(offset: Int64, length: Int64) {
        self.offset = offset
        self.length = length
    }

    public var end: Int64 { offset + length }
}

/// Where bytes lie: a file below the data directory (`media/<session>/video-e1-1.mp4`), and in it.
public struct Location: Hashable, Sendable, Codable {
    public var file: String
    public var range: ByteRange

    public init(file: String, range: ByteRange) {
        self.file = file
        self.range = range
    }
}

/// Part of a segment: one `moof` and `mdat`.
public struct Part: Hashable, Sendable, Codable {
    /// From 0 in each segment.
    public var index: Int
    public var start: TrackTime
    /// In the timescale of `start`.
    public var duration: Int64
    /// It begins with a key frame, and nothing in it needs what was before.
    public var isIndependent: Bool
    /// Nil where the bytes could not be stored.
    public var location: Location?

    public init(
        index: Int, start: TrackTime, duration: Int64, isIndependent: Bool, location: Location?
    ) {
        self.index = index
        self.start = start
        self.duration = duration
        self.isIndependent = isIndependent
        self.location = location
    }

    public var seconds: Double { Double(duration) / Double(start.timescale) }
}

/// One segment of one track; its number is the same in every track for the same interval.
public struct Segment: Hashable, Sendable, Codable {
    public var track: TrackID
    public var epoch: Int
    /// Counts per session across epochs. One number names one sequence of bytes for ever.
    public var sequence: Int
    public var start: TrackTime
    /// In the timescale of `start`; the sum of its samples.
    public var duration: Int64
    public var isIndependent: Bool
    /// Nil for a gap: the time passed, the bytes could not be stored. Nil as well while it is
    /// pending.
    public var location: Location?
    /// Whether it waits in memory to be stored: it is announced once more when it is stored, or
    /// known to be lost.
    public var isPending = false
    /// Parts while they are known; rows of parts go a minute after their segment closes.
    public var parts: [Part]
    /// Whether more parts will come.
    public var isOpen: Bool

    public init(
        track: TrackID, epoch: Int, sequence: Int, start: TrackTime, duration: Int64,
        isIndependent: Bool, location: Location?, parts: [Part] = [], isOpen: Bool = false
    ) {
        self.track = track
        self.epoch = epoch
        self.sequence = sequence
        self.start = start
        self.duration = duration
        self.isIndependent = isIndependent
        self.location = location
        self.parts = parts
        self.isOpen = isOpen
    }

    public var seconds: Double { Double(duration) / Double(start.timescale) }
    public var end: TrackTime {
        TrackTime(value: start.value + duration, timescale: start.timescale)
    }
}
