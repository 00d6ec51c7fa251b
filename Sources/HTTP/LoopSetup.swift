import Synchronization

/// What a loop is given to begin with.
struct LoopSetup: Sendable {
    let epoll: Int32
    let listener: Int32
    let inbox: LoopInbox
    let limits: Limits
    let handler: any Handler
    let hotPaths: HotPaths
    let workers: WorkerPool
    let changeWorkers: WorkerPool
    let urgentWorkers: WorkerPool
    let counters: Counters
}

/// Counts over all loops, for limits and the operator's metrics.
final class Counters: Sendable {
    let connections = Atomic<Int>(0)
    let waiters = Atomic<Int>(0)
    /// Each loop adds its own when it pauses, so that they share no cache line under load.
    let requests = Atomic<Int>(0)
    let refused = Atomic<Int>(0)
    let bytes = Atomic<Int>(0)
}
