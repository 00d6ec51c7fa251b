public import Agenda
public import Recording

/// An ordinary MP4 of some of a session's segments, with picture and sound: a header of its own,
/// then the segments' fragments as they lie in the track files, but for when they say they begin.
public struct ClipMovie: Sendable {
    /// `ftyp`, `moov` and an index.
    public let header: [UInt8]
    /// In order; each as long as its location.
    public let fragments: [MovedFragments]
    /// How long it plays.
    public let duration: MediaTime

    /// It begins at zero; what is no stretch of the timeline without a hole is moved together.
    ///
    /// - Parameters:
    ///   - tracks: Whose init sections all the segments use; the first one leads.
    ///   - segments: Of these tracks; gaps are passed over.
    public init(tracks: [Track], segments: [Segment]) {
        let clip = ClipTimeline(tracks: tracks, segments: segments)
        header = ClipHeader(clip).bytes
        duration = clip.duration
        fragments = clip.runs.flatMap { run in
            run.intervals.flatMap(\.segments).compactMap { segment in
                segment.location.map { location in
                    MovedFragments(
                        location: location,
                        distance: run.distance.units(in: segment.start.timescale))
                }
            }
        }
    }
}
