public import Agenda
public import Recording

/// Where ingest records to. All calls of one session come one after another from one thread of
/// ingest's own, and may block.
///
/// Every throw means that nothing of the call was stored; ingest then announces from memory. One
/// that is a `StoreFailure` says why; where the store is locked, the call comes again.
public protocol RecordingStore: Sendable {
    /// Where a session's recording stands after recovery.
    func resume(_ session: SessionID) throws -> ResumePoint
    /// Makes the track files (init section, room for an index) and the epoch's row, synced.
    func begin(_ epoch: Epoch, of session: SessionID) throws
    /// Reserves a sequence number by a synced commit, before its first part is announced.
    func reserve(sequence: Int, epoch: Int, of session: SessionID) throws
    /// Appends a part's bytes to its track's file and commits its row (unsynced); returns where.
    /// Nothing is committed, and nil returned, where it is not wanted any more: the gate may be
    /// closed while the store waits.
    func append(
        _ bytes: [UInt8], as part: Part, sequence: Int, epoch: Int, track: TrackID,
        of session: SessionID, isWanted: @Sendable () -> Bool
    ) throws -> Location?
    /// Takes back the last part of a track, which nobody has heard of, and its number where that
    /// names nothing else. Does nothing where it was never stored.
    func withdraw(
        part index: Int, sequence: Int, epoch: Int, track: TrackID, of session: SessionID,
        isNumberFree: Bool
    ) throws
    /// Completes a segment: fdatasync, then a synced commit. Its `location` covers its parts.
    func end(_ segment: Segment, of session: SessionID) throws
    /// Sets a press's marker, synced, and remembers what it shuts or opens. One whose counter is
    /// known, or that changes nothing, is given back as it stands. Called on another thread than
    /// the rest.
    func keep(_ press: Press) throws -> Marker
    /// Closes the session's files.
    func close(_ session: SessionID) throws
}
