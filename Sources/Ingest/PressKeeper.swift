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
        /// It shall become so: tried once.
        case attempt(Press, @Sendable (Result<Marker, any Error>) -> Void)

        var press: Press {
            switch self {
            case .keep(let press), .attempt(let press, _): press
            }
        }
    }

    private let store: any RecordingStore
    private let onKept: @Sendable (Press, Marker) -> Void
    private let log: @Sendable (String) -> Void
    private let condition = SteadyCondition()
    private var jobs: [Job] = []
    /// The markers of the last presses by the counter.
    private var kept: [Int64: Marker] = [:]
    private var isTold = false
    private var isStopping = false
    private static let memory = 64

    /// `onKept` is called on the keeper's thread.
    init(
        _ store: any RecordingStore, onKept: @escaping @Sendable (Press, Marker) -> Void,
        log: @escaping @Sendable (String) -> Void
    ) {
        self.store = store
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

    /// `then` is called on the keeper's thread.
    func attempt(_ press: Press, then: @escaping @Sendable (Result<Marker, any Error>) -> Void) {
        add(.attempt(press, then))
    }

    private func add(_ job: Job) {
        condition.withLock {
            jobs.append(job)
            condition.broadcast()
        }
    }

    /// A marker of before this process, whose press may come again.
    func remember(_ marker: Marker) {
        guard let stamp = marker.stamp else { return }
        condition.withLock { kept[stamp.counter] = marker }
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

    /// Whoever pressed is answered before anybody else is told.
    private func remember(_ marker: Marker, of press: Press) {
        condition.withLock {
            kept[press.stamp.counter] = marker
            if kept.count > Self.memory, let oldest = kept.keys.min() { kept[oldest] = nil }
            condition.broadcast()
        }
    }

    private func work() {
        condition.lock()
        while true {
            while jobs.isEmpty, !isStopping { condition.wait() }
            guard let job = jobs.first else { break }
            condition.unlock()
            let result = Result { try store.keep(job.press) }
            if case .success(let marker) = result {
                remember(marker, of: job.press)
                onKept(job.press, marker)
            }
            if case .attempt(_, let then) = job { then(result) }
            condition.lock()
            switch (job, result) {
            case (_, .success):
                jobs.removeFirst()
                if isTold { log("The catalogue has the gate's mark now.") }
                isTold = false
            case (.attempt, .failure):
                jobs.removeFirst()
            case (.keep, .failure(let error)):
                if !isTold {
                    log(
                        "A mark of the gate waits for the catalogue (\(error)); the gate itself "
                            + "is as it shall be.")
                }
                isTold = true
                guard !isStopping else { break }
                condition.wait(seconds: 0.5)
            }
            // What is left lies in the record, and the next start goes on with it.
            if isStopping, case .failure = result { break }
        }
        condition.unlock()
    }
}
