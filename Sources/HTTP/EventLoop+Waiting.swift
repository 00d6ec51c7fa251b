import Synchronization

/// A loop's connections that wait for one topic.
final class WaiterList {
    let topic: Topic
    var connections: [Connection] = []

    init(_ topic: Topic) {
        self.topic = topic
    }
}

extension EventLoop {
    /// Holds a request. Its place in the list is taken before it is asked for the first time, so
    /// that a notification in between is not lost.
    func hold(_ connection: Connection, _ request: Request, _ wait: Wait) {
        guard !connection.isHalfClosed else { return drop(connection) }
        let id = ObjectIdentifier(wait.topic)
        let list: WaiterList
        if let known = waiters[id] {
            list = known
        } else {
            list = WaiterList(wait.topic)
            waiters[id] = list
            wait.topic.add(setup.inbox)
        }
        connection.phase = .waiting
        connection.request = request
        connection.wait = wait
        connection.waitIndex = list.connections.count
        list.connections.append(connection)
        setup.counters.waiters.add(1, ordering: .relaxed)
        setDeadline(connection, wait.deadline - ContinuousClock.now)
        if isStopping {
            giveUpWaiting(connection)
        } else if let answer = wait.retry(request) {
            forgetWaiter(connection)
            apply(connection, request, answer)
        }
    }

    /// One walk over all who wait for the topic here.
    func wake(_ topic: Topic) {
        guard let list = waiters[ObjectIdentifier(topic)] else { return }
        for connection in list.connections {
            guard connection.phase == .waiting, let wait = connection.wait,
                wait.topic === topic, let request = connection.request,
                let answer = wait.retry(request)
            else { continue }
            forgetWaiter(connection)
            apply(connection, request, answer)
            proceed(connection)
        }
    }

    /// Answers with what the wait has for its deadline.
    func giveUpWaiting(_ connection: Connection) {
        guard let wait = connection.wait, let request = connection.request else {
            return drop(connection)
        }
        forgetWaiter(connection)
        if isStopping { connection.keepsAlive = false }
        apply(connection, request, .now(wait.onDeadline(request)))
        proceed(connection)
    }

    /// Takes a connection out of its list; the last one there takes its place.
    func forgetWaiter(_ connection: Connection) {
        guard let topic = connection.wait?.topic else { return }
        connection.wait = nil
        connection.request = nil
        let id = ObjectIdentifier(topic)
        guard let list = waiters[id] else { return }
        let last = list.connections.removeLast()
        if last !== connection {
            list.connections[connection.waitIndex] = last
            last.waitIndex = connection.waitIndex
        }
        setup.counters.waiters.subtract(1, ordering: .relaxed)
        if list.connections.isEmpty {
            waiters[id] = nil
            topic.remove(setup.inbox)
        }
    }
}
