import CLinux
import Glibc
import Synchronization

/// What other threads tell a loop.
enum LoopMessage: Sendable {
    /// An answer made elsewhere for the connection of that key.
    case completed(UInt64, CompletedAnswer)
    /// What is to be done for the connection of that key, after all.
    case decided(UInt64, Request, Answer)
    case notified(Topic)
    /// Stop: whoever is being answered has this long, in milliseconds.
    case stop(UInt64)
}

/// A loop's letter box: one eventfd, written once however many messages lie in it.
final class LoopInbox: Sendable {
    let descriptor: Int32
    private let messages = Mutex<[LoopMessage]>([])

    init() throws(ServerError) {
        descriptor = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
        guard descriptor >= 0 else {
            throw ServerError(.system, action: "creating", object: "an eventfd", cause: errno)
        }
    }

    deinit {
        close(descriptor)
    }

    func post(_ message: LoopMessage) {
        let wasEmpty = messages.withLock {
            $0.append(message)
            return $0.count == 1
        }
        if wasEmpty { eventfd_write(descriptor, 1) }
    }

    /// Takes all messages and resets the eventfd.
    func take() -> [LoopMessage] {
        var value: eventfd_t = 0
        eventfd_read(descriptor, &value)
        return messages.withLock {
            let taken = $0
            $0 = []
            return taken
        }
    }
}
