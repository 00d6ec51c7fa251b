import Dispatch
import Synchronization

/// Threads for answers that may block, behind a bounded queue.
final class WorkerPool: Sendable {
    private struct State {
        /// Taken from `next` on; compacted when half of it is done.
        var jobs: [@Sendable () -> Void] = []
        var next = 0
        var isStopped = false
        var threads: [LoopThread] = []
    }

    private let state = Mutex(State())
    private let available = DispatchSemaphore(value: 0)
    private let limit: Int

    init(limit: Int) {
        self.limit = limit
    }

    func start(threads: Int, named name: String) throws(ServerError) {
        for number in 0..<threads {
            let thread = try LoopThread("\(name)-\(number)") { self.run() }
            state.withLock { $0.threads.append(thread) }
        }
    }

    /// False when the queue is full or the pool stopped.
    func submit(_ job: @escaping @Sendable () -> Void) -> Bool {
        let isTaken = state.withLock {
            guard !$0.isStopped, $0.jobs.count - $0.next < limit else { return false }
            $0.jobs.append(job)
            return true
        }
        if isTaken { available.signal() }
        return isTaken
    }

    /// Lets the threads end after what they do now: who waits for the rest is gone by then.
    func stop() {
        let count = state.withLock {
            $0.isStopped = true
            $0.jobs = []
            $0.next = 0
            return $0.threads.count
        }
        for _ in 0..<count { available.signal() }
    }

    /// Waits until they have ended.
    func join() {
        for thread in state.withLock({ $0.threads }) { thread.join() }
    }

    private func run() {
        while true {
            available.wait()
            let job: (@Sendable () -> Void)? = state.withLock {
                guard $0.next < $0.jobs.count else { return nil }
                let job = $0.jobs[$0.next]
                $0.next += 1
                if $0.next >= 64, $0.next * 2 >= $0.jobs.count {
                    $0.jobs.removeFirst($0.next)
                    $0.next = 0
                }
                return job
            }
            // A signal without a job is the one to stop.
            guard let job else { return }
            job()
        }
    }
}
