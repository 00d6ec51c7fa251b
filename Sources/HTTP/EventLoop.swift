import CLinux
import Glibc
import Synchronization

/// One epoll loop on its own thread: takes connections, reads requests, sends answers.
/// Everything in it is touched by that thread alone; others write to its `LoopInbox`.
final class EventLoop {
    let setup: LoopSetup
    let limits: Limits
    var connections: [Connection?] = []
    var parser: HeadParser
    var hotTable: HotPaths.Table
    var hotVersion: Int
    var dateLine = DateLine()
    var now: UInt64
    var wheel: TimerWheel
    /// Those that have more to do but let the others go first.
    var resumed: [Connection] = []
    var waiters: [ObjectIdentifier: WaiterList] = [:]
    let input: UnsafeMutableRawBufferPointer
    let output: UnsafeMutableRawBufferPointer
    var requestCount = 0
    var byteCount = 0
    var isStopping = false

    private var generation: UInt64 = 0
    private var stopTime = UInt64.max
    private var open = 0
    /// Kept to be given up for a moment when descriptors run out, so that a client can be told.
    private var reserve: Int32

    static let listenerMark: UInt64 = 1 << 63
    static let inboxMark: UInt64 = 1 << 63 | 1
    /// Connections beyond the limit that are told so; further ones are closed.
    private static let surplus = 128

    init(_ setup: LoopSetup) {
        self.setup = setup
        limits = setup.limits
        parser = HeadParser(
            maximumLength: setup.limits.head, maximumFields: setup.limits.fields)
        hotVersion = setup.hotPaths.version
        hotTable = setup.hotPaths.table
        now = EventLoop.milliseconds()
        wheel = TimerWheel(tick: setup.limits.tick.milliseconds, now: now)
        input = .allocate(byteCount: 65_536, alignment: 64)
        output = .allocate(byteCount: 65_536, alignment: 64)
        reserve = Glibc.open("/dev/null", O_RDONLY | O_CLOEXEC)
    }

    deinit {
        input.deallocate()
        output.deallocate()
        close(reserve)
    }

    static func milliseconds() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000 + UInt64(time.tv_nsec) / 1_000_000
    }

    /// Until stopped and the last connection is gone.
    func run() {
        var events = [epoll_event](repeating: epoll_event(), count: 512)
        while true {
            let count = epoll_wait(setup.epoll, &events, Int32(events.count), pause())
            now = EventLoop.milliseconds()
            dateLine.refresh()
            for index in 0..<Int(max(0, count)) {
                take(events[index])
            }
            let again = resumed
            resumed.removeAll(keepingCapacity: true)
            for connection in again {
                connection.isResumed = false
                proceed(connection)
            }
            for entry in wheel.advance(to: now) { timerFired(entry) }
            if isStopping, open == 0 || now >= stopTime { break }
        }
        for connection in connections { connection.map(drop) }
        report()
    }

    private func pause() -> Int32 {
        guard resumed.isEmpty else { return 0 }
        report()
        var pause = wheel.pause(now)
        if isStopping { pause = min(pause ?? .max, stopTime > now ? stopTime - now : 0) }
        return pause.map { Int32(clamping: $0) } ?? -1
    }

    private func report() {
        guard requestCount > 0 else { return }
        setup.counters.requests.add(requestCount, ordering: .relaxed)
        setup.counters.bytes.add(byteCount, ordering: .relaxed)
        requestCount = 0
        byteCount = 0
    }

    private func take(_ event: epoll_event) {
        let mark = event.data.u64
        if mark == EventLoop.listenerMark { return acceptConnections() }
        if mark == EventLoop.inboxMark { return takeMessages() }
        guard let connection = connection(mark) else { return }
        if event.events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0 {
            return drop(connection)
        }
        if event.events & EPOLLRDHUP.rawValue != 0 {
            connection.isHalfClosed = true
            if connection.phase == .waiting { return drop(connection) }
        }
        if event.events & EPOLLIN.rawValue != 0 { connection.mayHaveInput = true }
        proceed(connection)
    }

    /// Sends what can be sent, then reads what can be read.
    func proceed(_ connection: Connection) {
        if connection.phase == .writing { flush(connection) }
        if connection.reads { read(connection) }
    }

    /// The connection of a key, unless it is gone.
    func connection(_ key: UInt64) -> Connection? {
        let index = Int(key & 0xFFFF_FFFF)
        guard index < connections.count, let connection = connections[index],
            connection.key == key
        else { return nil }
        return connection
    }

    func resumeLater(_ connection: Connection) {
        guard !connection.isResumed else { return }
        connection.isResumed = true
        resumed.append(connection)
    }

    private func takeMessages() {
        for message in setup.inbox.take() {
            switch message {
            case .completed(let key, let answer):
                guard let connection = connection(key), connection.phase == .working else {
                    continue
                }
                transmit(connection, answer.settled)
                proceed(connection)
            case .decided(let key, let request, let answer):
                guard let connection = connection(key), connection.phase == .working else {
                    continue
                }
                apply(connection, request, answer)
                proceed(connection)
            case .notified(let topic):
                wake(topic)
            case .stop(let time):
                beginStop(time)
            }
        }
    }

    private func beginStop(_ time: UInt64) {
        guard !isStopping else { return }
        // Who stands in the backlog gets an answer too: closing the socket would reset it.
        acceptConnections()
        isStopping = true
        stopTime = now + time
        epoll_ctl(setup.epoll, EPOLL_CTL_DEL, setup.listener, nil)
        for case let connection? in connections {
            switch connection.phase {
            case .head where connection.pending.isEmpty:
                // One request may lie in the socket; browsers also open connections in advance.
                read(connection)
                connection.keepsAlive = false
                if connection.phase == .head, connection.pending.isEmpty { drop(connection) }
            case .waiting:
                giveUpWaiting(connection)
            default:
                connection.keepsAlive = false
            }
        }
    }

    private func acceptConnections() {
        for _ in 0..<64 {
            var address = sockaddr_storage()
            var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
            let (descriptor, peer) = withUnsafeMutableBytes(of: &address) { raw in
                let descriptor = accept4(
                    setup.listener, raw.baseAddress?.assumingMemoryBound(to: sockaddr.self),
                    &length, Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue))
                return (descriptor, raw.baseAddress.map { PeerAddress($0) })
            }
            guard descriptor >= 0, let peer else {
                if errno == EINTR || errno == ECONNABORTED { continue }
                if errno == EMFILE || errno == ENFILE { shedOne() }
                return
            }
            let count = setup.counters.connections.add(1, ordering: .relaxed).newValue
            guard count <= limits.connections + EventLoop.surplus else {
                setup.counters.connections.subtract(1, ordering: .relaxed)
                setup.counters.refused.add(1, ordering: .relaxed)
                close(descriptor)
                continue
            }
            adopt(descriptor, peer, isSurplus: count > limits.connections)
        }
    }

    private func adopt(_ descriptor: Int32, _ peer: PeerAddress, isSurplus: Bool) {
        generation = (generation + 1) & 0x7FFF_FFFF
        let key = generation << 32 | UInt64(UInt32(descriptor))
        let connection = Connection(
            descriptor: descriptor, key: key, peer: peer, isSurplus: isSurplus)
        let index = Int(descriptor)
        if index >= connections.count {
            connections.append(
                contentsOf: repeatElement(nil, count: index + 64 - connections.count))
        }
        connections[index] = connection
        open += 1
        var event = epoll_event()
        event.events =
            EPOLLIN.rawValue | EPOLLOUT.rawValue | EPOLLRDHUP.rawValue | EPOLLET.rawValue
        event.data.u64 = key
        guard epoll_ctl(setup.epoll, EPOLL_CTL_ADD, descriptor, &event) == 0 else {
            return drop(connection)
        }
        setDeadline(connection, limits.headTime)
        read(connection)
    }

    /// Out of descriptors: takes one connection off the backlog by means of the reserve.
    private func shedOne() {
        setup.counters.refused.add(1, ordering: .relaxed)
        close(reserve)
        let descriptor = accept4(setup.listener, nil, nil, Int32(SOCK_CLOEXEC.rawValue))
        if descriptor >= 0 { close(descriptor) }
        reserve = Glibc.open("/dev/null", O_RDONLY | O_CLOEXEC)
    }

    /// Ends a connection at once and forgets all about it.
    func drop(_ connection: Connection) {
        guard connection.phase != .closed else { return }
        if connection.phase == .waiting { forgetWaiter(connection) }
        connection.phase = .closed
        connection.unsent = []
        connection.pending = []
        connection.request = nil
        connection.bodyReader = nil
        connections[Int(connection.descriptor)] = nil
        close(connection.descriptor)
        open -= 1
        setup.counters.connections.subtract(1, ordering: .relaxed)
    }
}
