import Synchronization

/// Something requests wait for: the next part of a track, the next change of a timeline.
public final class Topic: Sendable {
    private let watchers = Mutex<[LoopInbox]>([])

    public init() {}

    /// Has each loop with waiters on this topic ask them again; from any thread, never blocks.
    public func notify() {
        let inboxes = watchers.withLock { $0 }
        for inbox in inboxes { inbox.post(.notified(self)) }
    }

    func add(_ inbox: LoopInbox) {
        watchers.withLock { $0.append(inbox) }
    }

    func remove(_ inbox: LoopInbox) {
        watchers.withLock { $0.removeAll { $0 === inbox } }
    }
}
