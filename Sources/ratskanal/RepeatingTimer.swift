import Dispatch
import Foundation

/// Calls again and again until it is stopped.
final class RepeatingTimer: @unchecked Sendable {
    // `source` is read and written under `lock`.
    private let lock = NSLock()
    private var source: (any DispatchSourceTimer)?

    func start(
        on queue: DispatchQueue, every seconds: TimeInterval,
        _ body: @escaping @Sendable () -> Void
    ) {
        let source = DispatchSource.makeTimerSource(queue: queue)
        source.schedule(deadline: .now() + seconds, repeating: seconds)
        source.setEventHandler(handler: body)
        source.resume()
        lock.withLock { self.source = source }
    }

    func stop() {
        lock.withLock { source?.cancel() }
    }
}
