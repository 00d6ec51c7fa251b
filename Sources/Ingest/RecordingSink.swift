public import Recording

/// Where a whole recording goes, on the importing thread. What comes belongs to no session that
/// anybody could see until all of it is there.
public protocol RecordingSink: AnyObject {
    /// A stretch with its tracks begins; the one before is complete.
    func begin(_ epoch: Epoch) throws
    /// The next bytes of a track's segment; returns where they lie.
    func append(_ bytes: some PiecedBytes, as part: Part, track: TrackID) throws -> Location
    /// A segment is complete, or a gap where it has no `location`.
    func end(_ segment: Segment) throws
}
