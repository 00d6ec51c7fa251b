import Dispatch
import Foundation
import Synchronization

/// Waits until the operator or systemd ends the program.
enum Termination {
    /// Blocks until SIGINT or SIGTERM, or until `ended` is signalled by another; false then.
    @discardableResult
    static func wait(or ended: DispatchSemaphore = DispatchSemaphore(value: 0)) -> Bool {
        let wasAsked = Atomic(false)
        let sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                wasAsked.store(true, ordering: .releasing)
                ended.signal()
            }
            source.resume()
            return source
        }
        ended.wait()
        // Ctrl-C ends this program and what it started, in whatever order.
        if !wasAsked.load(ordering: .acquiring) { _ = ended.wait(timeout: .now() + 0.5) }
        for source in sources { source.cancel() }
        return wasAsked.load(ordering: .acquiring)
    }
}
