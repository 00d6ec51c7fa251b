public import Agenda
public import Foundation
public import Recording
import Synchronization

/// Where a recording goes: its bytes to track files, what they are to the catalogue.
///
/// The calls of one session come one after another; those of different sessions may come at
/// once. Each blocks. Every throw means that nothing of the call was stored.
public final class TrackStore: Sendable {
    private final class Recorder: Sendable {
        let state: Mutex<RecordingState>

        init(_ state: consuming sending RecordingState) {
            self.state = Mutex(state)
        }
    }

    private let catalogue: Catalogue
    private let directory: DataDirectory
    private let limits: TrackLimits
    private let partLife: TimeInterval
    private let recorders = Mutex<[SessionID: Recorder]>([:])

    /// `partLife`: for how many seconds parts are known after their segment has closed.
    public init(
        catalogue: Catalogue, directory: DataDirectory, limits: TrackLimits = TrackLimits(),
        partLife: TimeInterval = 60
    ) {
        self.catalogue = catalogue
        self.directory = directory
        self.limits = limits
        self.partLife = partLife
    }

    /// Where a session's recording stands.
    public func resume(_ session: SessionID) throws -> ResumePoint {
        try catalogue.resumePoint(of: session)
    }

    /// Makes the track files (init section, room for an index) and the epoch's row, synced.
    ///
    /// An epoch before it is closed. Throws `conflict` where its number names something already.
    public func begin(_ epoch: Epoch, of session: SessionID) throws {
        try recorder(of: session).state.withLock { state in
            try state.finish(in: catalogue, partLife: partLife)
            try state.begin(epoch, below: directory, in: catalogue)
        }
    }

    /// Reserves a sequence number by a synced commit, before its first part is announced.
    public func reserve(sequence: Int, epoch: Int, of session: SessionID) throws {
        try recorder(of: session).state.withLock { state in
            try state.reserve(sequence, epoch: epoch, in: catalogue)
        }
    }

    /// Appends a part's bytes to its track's file and commits its row (unsynced); returns where.
    ///
    /// `check` may refuse it by throwing, at the last moment before the commit.
    public func append(
        _ bytes: [UInt8], as part: Part, sequence: Int, epoch: Int, track: TrackID,
        of session: SessionID, check: @Sendable () throws -> Void = {}
    ) throws -> Location {
        try recorder(of: session).state.withLock { state in
            try state.rotate(
                track, before: part, of: sequence, by: limits, below: directory, in: catalogue)
            return try state.append(
                bytes, as: part, sequence: sequence, epoch: epoch, track: track, check: check,
                in: catalogue)
        }
    }

    /// The same where the part is still wanted when it is committed, else nil and nothing is.
    public func append(
        _ bytes: [UInt8], as part: Part, sequence: Int, epoch: Int, track: TrackID,
        of session: SessionID, isWanted: @Sendable () -> Bool
    ) throws -> Location? {
        do {
            return try append(
                bytes, as: part, sequence: sequence, epoch: epoch, track: track, of: session
            ) {
                guard isWanted() else { throw Unwanted() }
            }
        } catch is Unwanted {
            return nil
        }
    }

    private struct Unwanted: Error {}

    /// Takes back the last part of a track, which nobody has heard of, and its number where that
    /// names nothing else. Does nothing where it was never stored.
    public func withdraw(
        part index: Int, sequence: Int, epoch: Int, track: TrackID, of session: SessionID,
        isNumberFree: Bool
    ) throws {
        try recorder(of: session).state.withLock { state in
            try state.withdraw(
                index, sequence: sequence, epoch: epoch, track: track, isNumberFree: isNumberFree,
                in: catalogue)
        }
    }

    /// Completes a segment: fdatasync, then a synced commit.
    ///
    /// Without a `location` it is a gap. Where this throws, the next segment's end stores it too.
    public func end(_ segment: Segment, of session: SessionID) throws {
        try recorder(of: session).state.withLock { state in
            try state.end(segment, in: catalogue, partLife: partLife)
        }
    }

    /// Sets a press's marker, synced; see `Catalogue.keep`.
    public func keep(_ press: Press) throws -> Marker { try catalogue.keep(press) }

    /// Closes the session's files: each gets an index that players seek by.
    public func close(_ session: SessionID) throws {
        guard let recorder = recorders.withLock({ $0[session] }) else { return }
        try recorder.state.withLock { try $0.finish(in: catalogue, partLife: partLife) }
        recorders.withLock { _ = $0.removeValue(forKey: session) }
    }

    private func recorder(of session: SessionID) throws -> Recorder {
        if let known = recorders.withLock({ $0[session] }) { return known }
        let number = try catalogue.number(of: session)
        return recorders.withLock { recorders in
            if let known = recorders[session] { return known }
            let recorder = Recorder(RecordingState(session: session, number: number))
            recorders[session] = recorder
            return recorder
        }
    }
}
