import Foundation
import Glibc
import Synchronization

/// A program that runs beside this one until it ends or is stopped.
final class Child: Sendable {
    private let process: Process
    private let isStopped = Mutex(false)

    init(_ process: Process) {
        self.process = process
    }

    /// Runs it to its end and returns its exit status; a cancelled task stops it.
    func run() async throws -> Int32 {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation {
                (continuation: CheckedContinuation<Void, any Error>) in
                process.terminationHandler = { _ in continuation.resume() }
                Self.onThread {
                    do {
                        try self.start()
                    } catch {
                        self.process.terminationHandler = nil
                        continuation.resume(throwing: error)
                    }
                }
            }
        } onCancel: {
            stop()
        }
        return process.terminationStatus
    }

    private func start() throws {
        try isStopped.withLock { isStopped in
            guard !isStopped else { throw CancellationError() }
            try process.run()
        }
    }

    private func stop() {
        isStopped.withLock { isStopped in
            isStopped = true
            guard process.isRunning else { return }
            process.terminate()
        }
        // One that waits for a peer that is gone does not hear.
        DispatchQueue.global().asyncAfter(deadline: .now() + 2) { [process] in
            if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        }
    }

    /// Runs blocking work on a thread of its own whose children hear signals.
    ///
    /// Threads of the cooperative pool block all of them, and what they start inherits that.
    static func onThread(_ work: @escaping @Sendable () -> Void) {
        Thread.detachNewThread {
            hearSignals()
            work()
        }
    }

    static func hearSignals() {
        var none = sigset_t()
        unsafe sigemptyset(&none)
        unsafe pthread_sigmask(SIG_SETMASK, &none, nil)
    }
}
