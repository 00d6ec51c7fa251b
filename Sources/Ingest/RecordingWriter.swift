import Agenda
import Foundation
import Media
import Recording

/// Stores and announces what is cut, on a thread of its own, behind a bounded queue.
///
/// Where the store fails, parts are announced from memory, and storing is tried again with the
/// next segment.
final class RecordingWriter: @unchecked Sendable {
    // `queue`, `queuedBytes`, `isStopping` and `hasEnded` are read and written under `condition`;
    // all else is touched by the writer's own thread alone.

    enum Job {
        case event(CutEvent, SessionID)
        /// Runs on the writer's thread after all that came before.
        case call(@Sendable (any RecordingStore) -> Void)
    }

    private struct OpenSegment {
        var epoch: Int
        var sequence: Int
        var parts: [Part] = []
        var isStored = true
    }

    private static let limit = 64 << 20

    private let store: any RecordingStore
    private let announce: @Sendable (Announcement) -> Void
    private let log: @Sendable (String) -> Void
    private let condition = NSCondition()
    private var queue: [Job] = []
    private var queuedBytes = 0
    private var isStopping = false
    private var hasEnded = false

    private var open: [TrackID: OpenSegment] = [:]
    private var reserved: Int?
    private var unstoredEpoch: Epoch?
    private var isFailing = false

    init(
        store: any RecordingStore, announce: @escaping @Sendable (Announcement) -> Void,
        log: @escaping @Sendable (String) -> Void
    ) {
        self.store = store
        self.announce = announce
        self.log = log
    }

    func start(named name: String) {
        let thread = Thread { self.work() }
        thread.name = name
        thread.start()
    }

    /// Queues events of a session; false, and only those without bytes, where the disk has
    /// fallen too far behind.
    func add(_ events: [CutEvent], of session: SessionID) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        let isFull = queuedBytes >= Self.limit
        var isComplete = true
        for event in events {
            if case .part(_, _, _, _, let fragment) = event {
                guard !isFull else {
                    isComplete = false
                    continue
                }
                queuedBytes += fragment.count
            }
            queue.append(.event(event, session))
        }
        condition.broadcast()
        return isComplete
    }

    /// Whether the disk keeps up well enough to begin anew.
    var hasRoom: Bool {
        condition.withLock { queuedBytes <= Self.limit / 2 }
    }

    /// Waits until less than half of the bound is queued; for inputs that can wait.
    func waitForRoom() {
        condition.lock()
        while queuedBytes > Self.limit / 2 { condition.wait() }
        condition.unlock()
    }

    /// Runs `body` on the writer's thread after all that is queued, and waits for it.
    func sync<Value: Sendable>(
        _ body: @escaping @Sendable (any RecordingStore) throws -> Value
    ) throws -> Value {
        let outcome = Outcome<Value>()
        condition.lock()
        if isStopping {
            // The thread takes nothing any more; what it still has comes first.
            while !hasEnded { condition.wait() }
            condition.unlock()
            return try body(store)
        }
        queue.append(.call { store in outcome.fill(with: Result { try body(store) }) })
        condition.broadcast()
        condition.unlock()
        return try outcome.wait()
    }

    /// Ends the thread and returns once all that is queued is done.
    func stop() {
        condition.lock()
        isStopping = true
        condition.broadcast()
        while !hasEnded { condition.wait() }
        condition.unlock()
    }

    private func work() {
        while true {
            condition.lock()
            while queue.isEmpty, !isStopping { condition.wait() }
            let jobs = queue
            queue.removeAll(keepingCapacity: true)
            if jobs.isEmpty {
                hasEnded = true
                condition.broadcast()
            }
            condition.unlock()
            if jobs.isEmpty { return }
            for job in jobs {
                switch job {
                case .call(let body): body(store)
                case .event(let event, let session): handle(event, of: session)
                }
                if case .event(.part(_, _, _, _, let fragment), _) = job {
                    condition.lock()
                    queuedBytes -= fragment.count
                    condition.broadcast()
                    condition.unlock()
                }
            }
        }
    }

    private func handle(_ event: CutEvent, of session: SessionID) {
        switch event {
        case .epoch(let epoch):
            // Only where the disk was too slow for the last parts.
            for (track, segment) in open { end(segment, track, session) }
            open = [:]
            reserved = nil
            unstoredEpoch = epoch
            beginEpoch(of: session)
            announce(.epoch(session, epoch))
        case .part(let track, let epoch, let sequence, var part, let fragment):
            guard let bytes = joined(fragment, of: session) else { return }
            var segment = open[track] ?? OpenSegment(epoch: epoch, sequence: sequence)
            if segment.isStored {
                part.location = store(bytes, part, segment, track, session)
                segment.isStored = part.location != nil
            }
            segment.parts.append(part)
            open[track] = segment
            announce(
                .part(
                    session, track, epoch: epoch, sequence: sequence, part, bytes: bytes))
        case .segmentEnd(let track, _, _):
            guard let segment = open.removeValue(forKey: track) else { return }
            end(segment, track, session)
        case .gap(let segment):
            close(segment, of: session)
        }
    }

    /// Nil where frames that lie in a file are there no more; a camera's are in memory.
    private func joined(_ fragment: Fragment, of session: SessionID) -> [UInt8]? {
        do {
            return try fragment.joined()
        } catch {
            log("A part of \(session) is lost: \(error)")
            return nil
        }
    }

    private func beginEpoch(of session: SessionID) {
        guard let epoch = unstoredEpoch else { return }
        attempt("preparing the recording of \(session)") {
            try store.begin(epoch, of: session)
            unstoredEpoch = nil
        }
    }

    private func store(
        _ bytes: [UInt8], _ part: Part, _ segment: OpenSegment, _ track: TrackID,
        _ session: SessionID
    ) -> Location? {
        if segment.parts.isEmpty { beginEpoch(of: session) }
        guard unstoredEpoch == nil else { return nil }
        var location: Location?
        attempt("storing a part of \(session)", isProof: true) {
            if reserved.map({ segment.sequence > $0 }) ?? true {
                try store.reserve(
                    sequence: segment.sequence, epoch: segment.epoch, of: session)
                reserved = segment.sequence
            }
            location = try store.append(
                bytes, as: part, sequence: segment.sequence, epoch: segment.epoch, track: track,
                of: session)
        }
        return location
    }

    private func end(_ segment: OpenSegment, _ track: TrackID, _ session: SessionID) {
        let complete = Segment(
            of: track, epoch: segment.epoch, sequence: segment.sequence, joining: segment.parts)
        if let complete { close(complete, of: session) }
    }

    private func close(_ segment: Segment, of session: SessionID) {
        if unstoredEpoch == nil {
            attempt("storing a segment of \(session)") {
                if reserved.map({ segment.sequence > $0 }) ?? true {
                    try store.reserve(
                        sequence: segment.sequence, epoch: segment.epoch, of: session)
                    reserved = segment.sequence
                }
                try store.end(segment, of: session)
            }
        }
        announce(.segment(session, segment))
    }

    /// Runs a call to the store; a first failure and the recovery are logged, not each part.
    /// `isProof`: where it works, recording does; a full disk may still take a short row.
    private func attempt(_ action: String, isProof: Bool = false, _ body: () throws -> Void) {
        do {
            try body()
            guard isProof, isFailing else { return }
            log("Recording goes on: \(action) works again.")
            isFailing = false
        } catch {
            if !isFailing {
                log(
                    "Nothing is being recorded: \(action) failed (\(error)). The live stream "
                        + "goes on from memory; free the disk, and recording resumes by itself.")
            }
            isFailing = true
        }
    }
}
