extension Location {
    /// The one stretch that parts make up; nil where one was not stored or a hole lies between.
    public init?(joining parts: [Location?]) {
        guard let first = parts.first, var whole = first else { return nil }
        for part in parts.dropFirst() {
            guard let part, part.file == whole.file, part.range.offset == whole.range.end
            else { return nil }
            whole.range.length += part.range.length
        }
        self = whole
    }
}

extension Segment {
    /// A segment that is complete with these parts; nil where there is none.
    public init?(of track: TrackID, epoch: Int, sequence: Int, joining parts: [Part]) {
        guard let first = parts.first, let last = parts.last else { return nil }
        self.init(
            track: track, epoch: epoch, sequence: sequence, start: first.start,
            duration: last.start.value + last.duration - first.start.value,
            isIndependent: first.isIndependent,
            location: Location(joining: parts.map(\.location)), parts: parts)
    }
}
