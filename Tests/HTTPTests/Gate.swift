import Glibc
import Synchronization

/// A flag that tests open, and a way to wait for a state without a fixed time.
final class Gate: Sendable {
    private let flag = Atomic<Bool>(false)

    var isOpen: Bool { flag.load(ordering: .sequentiallyConsistent) }

    func open() {
        flag.store(true, ordering: .sequentiallyConsistent)
    }

    /// Yields to the server's threads until the condition holds; five minutes are a failure
    /// that the test then sees.
    @discardableResult
    func waitUntil(_ condition: () -> Bool) -> Bool {
        let end = ContinuousClock.now + .seconds(300)
        while !condition() {
            guard ContinuousClock.now < end else { return false }
            sched_yield()
        }
        return true
    }
}
