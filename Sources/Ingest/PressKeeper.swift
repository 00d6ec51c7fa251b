import Agenda
import Foundation
import Recording

/// Brings a room's presses to the catalogue, one after another, on a thread of its own that waits
/// for as long as somebody else holds it.
final class PressKeeper: @unchecked Sendable {
    // Everything mutable is read and written under `condition`.

    private enum Job {
        /// It is so already: tried until it is there.
        case keep(Press)
        /// It shall become so: tried once, unless its turn comes too late.
        case attempt(Press, until: Double, @Sendable (Result<Marker, any Error>) -> Void)

        var press: Press {
            switch self {
            case .keep(let press), .attempt(let press, _, _): press
            }
        }
    }

    private let store: any RecordingStore
    private let room: String
    private let patience: Double
    private let onKept: @Sendable (Press, Marker) -> Void
    private let log: @Sendable (String) -> Void
    private let condition = SteadyCondition()
    private var jobs: [Job] = []
    /// The markers of the last presses by the counter.
    private var kept: [Int64: Marker] = [:]
    private var isTold = false
    private var isStopping = false
    private static let memory = 64

    /// `onKept` is called on the keeper's thread; `patience`: seconds after which nobody expects
    /// any more that something opens.
    init(
        _ store: any RecordingStore, room: String, patience: Double,
        onKept: @escaping @Sendable (Press, Marker) -> Void,
        log: @escaping @Sendable (String) -> Void
    ) {
        self.store = store
        self.room = room
        self.patience = patience
        self.onKept = onKept
        self.log = log
    }

    func start(named name: String) {
        let thread = Thread { self.work() }
        thread.name = name
        thread.start()
    }

    func stop() {
        condition.withLock {
            isStopping = true
            condition.broadcast()
        }
    }

    func keep(_ press: Press) { add(.keep(press)) }

    /// `then` is called on the keeper's thread, whatever becomes of it.
    func attempt(_ press: Press, then: @escaping @Sendable (Result<Marker, any Error>) -> Void) {
        add(.attempt(press, until: Monotonic.now + patience, then))
    }

    private func add(_ job: Job) {
        condition.withLock {
            jobs.append(job)
            condition.broadcast()
        }
    }

    /// The marker of a press, once the catalogue has it; nil where that takes longer.
    func marker(of counter: Int64, within seconds: Double) -> Marker? {
        let end = Monotonic.now + seconds
        return condition.withLock {
            while true {
                if let marker = kept[counter] { return marker }
                let rest = end - Monotonic.now
                guard rest > 0 else { return nil }
                condition.wait(seconds: rest)
            }
        }
    }

    /// The marker of a press that may come again, also of one before this process.
    func remember(_ marker: Marker, of counter: Int64) {
        condition.withLock {
            kept[counter] = marker
            if kept.count > Self.memory, let oldest = kept.keys.min() { kept[oldest] = nil }
            condition.broadcast()
        }
    }

    private func work() {
        condition.lock()
        while true {
            giveUp { isStopping || $0 < Monotonic.now }
            while jobs.isEmpty, !isStopping { condition.wait() }
            guard let job = jobs.first else { break }
            condition.unlock()
            let result = Result { try store.keep(job.press) }
            if case .success(let marker) = result {
                // Whoever pressed is answered before anybody else is told.
                remember(marker, of: job.press.stamp.counter)
                onKept(job.press, marker)
            }
            if case .attempt(_, _, let then) = job { then(result) }
            condition.lock()
            switch (job, result) {
            case (_, .success):
                jobs.removeFirst()
                if isTold { log("Room \(room): the catalogue has the gate's mark now.") }
                isTold = false
            case (.attempt, .failure):
                jobs.removeFirst()
            case (.keep, .failure(let error)):
                if (error as? any StoreFailure)?.trouble == .unknown {
                    // A catalogue of before, taken from a backup, will never know it.
                    log("Room \(room): a mark of the gate belongs to nothing here (\(error)).")
                    jobs.removeFirst()
                    continue
                }
                if !isTold {
                    log(
                        "Room \(room): a mark of the gate waits for the catalogue (\(error)); the "
                            + "gate itself is as it shall be.")
                }
                isTold = true
                if !isStopping { condition.wait(seconds: 0.5) }
            }
            // What is left lies in the record, and the next start goes on with it.
            if isStopping, case .failure = result { break }
        }
        giveUp { _ in true }
        condition.unlock()
    }

    /// Under the lock, which it lets go of meanwhile: whoever waits for an opening whose time is
    /// over hears that it has not come about.
    private func giveUp(where isOver: (Double) -> Bool) {
        while let index = jobs.firstIndex(where: {
            if case .attempt(_, let end, _) = $0 { isOver(end) } else { false }
        }), case .attempt(_, _, let then) = jobs.remove(at: index) {
            condition.unlock()
            then(.failure(IngestError(.notStored, room: room)))
            condition.lock()
        }
    }
}
