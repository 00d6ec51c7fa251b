import Dispatch
import Synchronization

/// Carries one result from the thread that works to the one that waits.
final class Outcome<Value: Sendable>: Sendable {
    private let result = Mutex<Result<Value, any Error>?>(nil)
    private let isFilled = DispatchSemaphore(value: 0)

    func fill(with result: Result<Value, any Error>) {
        self.result.withLock { $0 = result }
        isFilled.signal()
    }

    func wait() throws -> Value {
        isFilled.wait()
        isFilled.signal()
        guard let result = result.withLock({ $0 }) else { preconditionFailure("filled") }
        return try result.get()
    }
}
