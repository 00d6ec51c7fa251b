import Agenda
import Foundation
import Recording
import Synchronization

/// Takes a room's announcements and log lines, and lets a test wait for what it expects.
final class Ledger: Sendable {
    struct CutPart: Sendable {
        var track: TrackID
        var epoch: Int
        var sequence: Int
        var part: Part
        var bytes: [UInt8]
    }

    struct Entries: Sendable {
        var epochs: [Epoch] = []
        var parts: [CutPart] = []
        var segments: [Segment] = []
        var gates: [Bool] = []
        var inputs: [Bool] = []
        var log: [String] = []
        /// One word an announcement, in order.
        var order: [String] = []
        var firstPart: Date?

        func parts(of track: TrackID) -> [CutPart] { parts.filter { $0.track == track } }
        func segments(of track: TrackID) -> [Segment] { segments.filter { $0.track == track } }
        var lost: Int { inputs.count { !$0 } }
    }

    struct TimedOut: Error {
        var entries: Entries
    }

    private struct Waiter {
        var id: Int
        var isDue: @Sendable (Entries) -> Bool
        var continuation: CheckedContinuation<Entries, any Error>
    }

    private struct State {
        var entries = Entries()
        var waiters: [Waiter] = []
        var count = 0
    }

    private let state = Mutex(State())

    var entries: Entries { state.withLock { $0.entries } }

    func receive(_ announcement: Announcement) {
        change { entries in
            switch announcement {
            case .epoch(_, let epoch):
                entries.epochs.append(epoch)
                entries.order.append("epoch \(epoch.number)")
            case .part(_, let track, let epoch, let sequence, let part, let bytes):
                if entries.firstPart == nil { entries.firstPart = Date() }
                entries.parts.append(
                    CutPart(
                        track: track, epoch: epoch, sequence: sequence, part: part, bytes: bytes))
                entries.order.append("part \(track) \(sequence).\(part.index)")
            case .segment(_, let segment):
                entries.segments.append(segment)
                entries.order.append("segment \(segment.track) \(segment.sequence)")
            case .press(_, let marker):
                switch marker.kind {
                case .gateClose, .gateOpen:
                    entries.gates.append(marker.kind == .gateClose)
                    entries.order.append(marker.kind == .gateClose ? "closed" : "open")
                default:
                    entries.order.append(marker.kind == .breakStart ? "break" : "resumed")
                }
            case .input(_, let isConnected, _):
                entries.inputs.append(isConnected)
                entries.order.append(isConnected ? "connected" : "lost")
            case .sessionStarted, .sessionEnded, .changed: break
            }
        }
    }

    /// Something else that happens in between.
    func note(_ word: String) {
        change { $0.order.append(word) }
    }

    func log(_ line: String) {
        change { $0.log.append(line) }
    }

    private func change(_ body: (inout Entries) -> Void) {
        let (due, entries) = state.withLock { state in
            body(&state.entries)
            let due = state.waiters.filter { $0.isDue(state.entries) }
            let ids = Set(due.map(\.id))
            state.waiters.removeAll { ids.contains($0.id) }
            return (due, state.entries)
        }
        for waiter in due { waiter.continuation.resume(returning: entries) }
    }

    /// Returns once `isDue` holds; throws what there is after five minutes.
    @discardableResult func wait(
        within seconds: Double = 300, _ isDue: @escaping @Sendable (Entries) -> Bool
    ) async throws -> Entries {
        try await withCheckedThrowingContinuation { continuation in
            let id: Int? = state.withLock { state in
                if isDue(state.entries) { return nil }
                state.count += 1
                state.waiters.append(
                    Waiter(id: state.count, isDue: isDue, continuation: continuation))
                return state.count
            }
            guard let id else { return continuation.resume(returning: entries) }
            DispatchQueue.global().asyncAfter(deadline: .now() + seconds) { [self] in
                let late = state.withLock { state in
                    let late = state.waiters.first { $0.id == id }
                    state.waiters.removeAll { $0.id == id }
                    return late
                }
                late?.continuation.resume(throwing: TimedOut(entries: entries))
            }
        }
    }

    /// Waits until one of several ledgers has what `value` looks for.
    static func first<Value: Sendable>(
        of ledgers: [Ledger], _ value: @escaping @Sendable (Entries) -> Value?
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value?.self) { group in
            for ledger in ledgers {
                group.addTask { value(try await ledger.wait { value($0) != nil }) }
            }
            while let found = try await group.next() {
                guard let found else { continue }
                for ledger in ledgers { ledger.giveUp() }
                return found
            }
            throw TimedOut(entries: Entries())
        }
    }

    /// Ends all waits; used where another ledger has the answer.
    private func giveUp() {
        let waiters = state.withLock { state in
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.continuation.resume(returning: entries) }
    }
}
