import Agenda
import Foundation
import Recording
import Synchronization

/// A store that remembers the first failure of the one behind it.
final class FailureWitness: RecordingStore {
    private let store: any RecordingStore
    private let first = Mutex<(any Error)?>(nil)

    init(_ store: any RecordingStore) {
        self.store = store
    }

    var failure: (any Error)? { first.withLock { $0 } }

    private func watch<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch {
            first.withLock { $0 = $0 ?? error }
            throw error
        }
    }

    func resume(_ session: SessionID) throws -> ResumePoint {
        try watch { try store.resume(session) }
    }

    func begin(_ epoch: Epoch, of session: SessionID) throws {
        try watch { try store.begin(epoch, of: session) }
    }

    func reserve(sequence: Int, epoch: Int, of session: SessionID) throws {
        try watch { try store.reserve(sequence: sequence, epoch: epoch, of: session) }
    }

    func append(
        _ bytes: [UInt8], as part: Part, sequence: Int, epoch: Int, track: TrackID,
        of session: SessionID
    ) throws -> Location {
        try watch {
            try store.append(
                bytes, as: part, sequence: sequence, epoch: epoch, track: track, of: session)
        }
    }

    func end(_ segment: Segment, of session: SessionID) throws {
        try watch { try store.end(segment, of: session) }
    }

    func setGate(
        closed: Bool, of session: SessionID, at time: MediaTime, wall: Date, by who: String
    ) throws {
        try watch { try store.setGate(closed: closed, of: session, at: time, wall: wall, by: who) }
    }

    func close(_ session: SessionID) throws {
        try watch { try store.close(session) }
    }
}
