import Dispatch
import Synchronization

/// Carries one answer from a task to the thread that waits for it.
final class AnswerBox: Sendable {
    private let reply = Mutex<Reply?>(nil)
    private let filled = DispatchSemaphore(value: 0)

    func fill(with reply: Reply) {
        self.reply.withLock { $0 = reply }
        filled.signal()
    }

    func wait() -> Reply {
        filled.wait()
        return reply.withLock { $0 } ?? .refused(status: 500, reason: "No answer was given.")
    }
}
