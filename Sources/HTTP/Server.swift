import CLinux
import Glibc
import Synchronization

/// An HTTP/1.1 server: one epoll loop a core and worker threads for what may block.
public final class Server: Sendable {
    /// A moment's figures, for metrics and tests.
    public struct Statistics: Sendable {
        public let connections: Int
        public let waiters: Int
        public let requests: Int
        /// Connections and requests turned away for want of room.
        public let refused: Int
        public let bytesSent: Int
    }

    private struct Running {
        var port: UInt16
        var epolls: [Int32] = []
        var listeners: [Int32]
        var inboxes: [LoopInbox] = []
        var loops: [LoopThread] = []
        let workers: WorkerPool
        let changeWorkers: WorkerPool
        let urgentWorkers: WorkerPool

        var pools: [WorkerPool] { [workers, changeWorkers, urgentWorkers] }
    }

    /// Threads that nothing but what is urgent runs on, and as many for changes.
    private static let keptCount = 4

    private let address: String
    private let wishedPort: UInt16
    private let loopCount: Int
    private let workerCount: Int
    private let limits: Limits
    private let handler: any Handler
    private let counters = Counters()
    private let running = Mutex<Running?>(nil)

    /// Exact paths answered without asking the handler.
    public let hotPaths = HotPaths()

    /// `address` is numeric, IPv4 or IPv6; port 0 takes any free one. Default: a loop a core.
    public init(
        address: String = "127.0.0.1", port: UInt16 = 0, loops: Int? = nil, workers: Int? = nil,
        limits: Limits = Limits(), handler: any Handler
    ) {
        let cores = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        self.address = address
        wishedPort = port
        loopCount = max(1, loops ?? cores)
        workerCount = max(1, workers ?? max(4, cores))
        self.limits = limits
        self.handler = handler
    }

    deinit {
        // Threads keep only what they were given, so a forgotten server must be told to end.
        stop(within: .zero)
    }

    /// The port listened on; 0 while not running.
    public var port: UInt16 { running.withLock { $0?.port ?? 0 } }

    /// `http://address:port` of a running server.
    public var url: String {
        address.contains(":") ? "http://[\(address)]:\(port)" : "http://\(address):\(port)"
    }

    public var statistics: Statistics {
        Statistics(
            connections: counters.connections.load(ordering: .relaxed),
            waiters: counters.waiters.load(ordering: .relaxed),
            requests: counters.requests.load(ordering: .relaxed),
            refused: counters.refused.load(ordering: .relaxed),
            bytesSent: counters.bytes.load(ordering: .relaxed))
    }

    /// Listens and answers from here on. Throws where the address is taken or cannot be used.
    public func start() throws(ServerError) {
        raiseDescriptorLimit()
        let (listeners, port) = try Listener.open(
            address: address, port: wishedPort, count: loopCount)
        var new = Running(
            port: port, listeners: listeners, workers: WorkerPool(limit: limits.queuedWork),
            changeWorkers: WorkerPool(limit: limits.queuedWork),
            urgentWorkers: WorkerPool(limit: limits.queuedWork))
        do throws(ServerError) {
            try new.workers.start(threads: workerCount, named: "http-work")
            try new.changeWorkers.start(threads: Self.keptCount, named: "http-change")
            try new.urgentWorkers.start(threads: Self.keptCount, named: "http-urgent")
            for listener in listeners {
                let inbox = try LoopInbox()
                let epoll = try Server.epoll(listener, inbox)
                new.epolls.append(epoll)
                let setup = LoopSetup(
                    epoll: epoll, listener: listener, inbox: inbox, limits: limits,
                    handler: handler, hotPaths: hotPaths, workers: new.workers,
                    changeWorkers: new.changeWorkers, urgentWorkers: new.urgentWorkers,
                    counters: counters)
                let number = new.loops.count
                new.loops.append(try LoopThread("http-loop-\(number)") { EventLoop(setup).run() })
                new.inboxes.append(inbox)
            }
        } catch {
            end(new, within: .zero)
            throw error
        }
        running.withLock { $0 = new }
    }

    /// Takes no more connections, lets answers under way finish for so long, then closes the
    /// rest. Held requests get their deadline's answer. Blocks until all is gone.
    public func stop(within time: Duration) {
        let old = running.withLock {
            let old = $0
            $0 = nil
            return old
        }
        if let old { end(old, within: time) }
    }

    private func end(_ running: Running, within time: Duration) {
        for inbox in running.inboxes { inbox.post(.stop(time.milliseconds)) }
        for loop in running.loops { loop.join() }
        for pool in running.pools { pool.stop() }
        for pool in running.pools { pool.join() }
        for descriptor in running.listeners + running.epolls { close(descriptor) }
    }

    /// Throws unless a server could listen there now; takes the port for an instant only.
    public static func checkAddress(_ address: String, port: UInt16) throws(ServerError) {
        try Listener.check(address: address, port: port)
    }

    private static func epoll(_ listener: Int32, _ inbox: LoopInbox) throws(ServerError) -> Int32 {
        let epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
        guard epoll >= 0 else {
            throw ServerError(.system, action: "creating", object: "an epoll", cause: errno)
        }
        for (descriptor, mark) in [
            (listener, EventLoop.listenerMark), (inbox.descriptor, EventLoop.inboxMark),
        ] {
            var event = epoll_event()
            event.events = EPOLLIN.rawValue
            event.data.u64 = mark
            guard epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event) == 0 else {
                let cause = errno
                close(epoll)
                throw ServerError(.system, action: "filling", object: "an epoll", cause: cause)
            }
        }
        return epoll
    }

    /// A connection is a descriptor: the soft limit of 1,024 would come first.
    private func raiseDescriptorLimit() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0,
            limit.rlim_cur < limit.rlim_max
        else { return }
        limit.rlim_cur = min(limit.rlim_max, rlim_t(limits.descriptors))
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}
