import CLinux

extension EventLoop {
    func setDeadline(_ connection: Connection, _ time: Duration) {
        connection.deadline = now + time.milliseconds
        // A later one costs nothing: the entry there is looks at the deadline when it fires.
        if connection.deadline < connection.timerAt { schedule(connection) }
    }

    private func schedule(_ connection: Connection) {
        connection.timerAt = connection.deadline
        wheel.insert(connection.key, at: connection.deadline)
    }

    func timerFired(_ entry: TimerWheel.Entry) {
        guard let connection = connection(entry.key), connection.timerAt == entry.time else {
            return
        }
        connection.timerAt = .max
        guard connection.deadline != .max else { return }
        guard now >= connection.deadline else { return schedule(connection) }
        expire(connection)
    }

    private func expire(_ connection: Connection) {
        switch connection.phase {
        case .head where connection.isWithinHead:
            refuse(connection, Refusal(.requestTimeout, "head took too long"), nil)
        case .body:
            guard isSlow(connection.moved) else { return renewRate(connection) }
            let request = connection.request
            connection.request = nil
            refuse(connection, Refusal(.requestTimeout, "content came too slowly"), request)
        case .writing:
            let still = Int(unacknowledged_bytes(connection.descriptor))
            let moved = connection.moved + connection.unacknowledged - still
            guard isSlow(moved) else {
                connection.unacknowledged = still
                return renewRate(connection)
            }
            drop(connection)
        case .waiting:
            giveUpWaiting(connection)
        case .head, .lingering:
            drop(connection)
        case .working, .closed:
            break
        }
    }

    private func isSlow(_ moved: Int) -> Bool {
        moved < limits.minimumRate * Int(limits.rateTime.milliseconds) / 1_000
    }

    private func renewRate(_ connection: Connection) {
        connection.moved = 0
        setDeadline(connection, limits.rateTime)
    }
}
