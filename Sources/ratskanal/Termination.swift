import Dispatch
import Foundation

/// Waits until the operator or systemd ends the program.
enum Termination {
    /// Blocks until SIGINT or SIGTERM.
    static func wait() {
        let ended = DispatchSemaphore(value: 0)
        let sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { ended.signal() }
            source.resume()
            return source
        }
        ended.wait()
        for source in sources { source.cancel() }
    }
}
