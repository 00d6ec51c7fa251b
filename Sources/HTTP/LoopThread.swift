import CLinux
import Glibc

/// A thread of the server's own, outside the cooperative pool.
struct LoopThread: Sendable {
    private final class Start: Sendable {
        let name: String
        let body: @Sendable () -> Void

        init(_ name: String, _ body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }
    }

    private let thread: pthread_t

    /// Starts it with every signal blocked: a broken connection's SIGPIPE comes from sendfile,
    /// which has no flag against it, and other signals are the main thread's business.
    init(_ name: String, _ body: @escaping @Sendable () -> Void) throws(ServerError) {
        var thread = pthread_t()
        let start = Unmanaged.passRetained(Start(name, body))
        let result = pthread_create(
            &thread, nil,
            { raw in
                guard let raw else { return nil }
                let start = Unmanaged<Start>.fromOpaque(raw).takeRetainedValue()
                var signals = sigset_t()
                sigfillset(&signals)
                pthread_sigmask(SIG_SETMASK, &signals, nil)
                pthread_setname_np(pthread_self(), start.name)
                start.body()
                return nil
            }, start.toOpaque())
        guard result == 0 else {
            start.release()
            throw ServerError(.system, action: "starting", object: "a thread", cause: result)
        }
        self.thread = thread
    }

    func join() {
        pthread_join(thread, nil)
    }
}
