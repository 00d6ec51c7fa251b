import CLinux
import Glibc

/// Binds and listens: one socket a loop on the same port (SO_REUSEPORT).
enum Listener {
    /// Opens `count` sockets; says which port that became.
    static func open(
        address: String, port: UInt16, count: Int
    ) throws(ServerError) -> (descriptors: [Int32], port: UInt16) {
        try withTarget(address, port) { info, target, object throws(ServerError) in
            try open(info, target, object, port: port, count: count)
        }
    }

    /// Throws unless the address can be bound by this process alone.
    static func check(address: String, port: UInt16) throws(ServerError) {
        try withTarget(address, port) { info, target, object throws(ServerError) in
            let probe = try bound(info, target, sharesPort: false, object)
            close(probe)
        }
    }

    private typealias Target = UnsafeMutablePointer<sockaddr>

    private static func withTarget<Value>(
        _ address: String, _ port: UInt16,
        _ body: (addrinfo, Target, String) throws(ServerError) -> Value
    ) throws(ServerError) -> Value {
        let object = address.contains(":") ? "[\(address)]:\(port)" : "\(address):\(port)"
        var hints = addrinfo()
        hints.ai_flags = AI_PASSIVE | AI_NUMERICHOST | AI_NUMERICSERV
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(address, "\(port)", &hints, &found) == 0, let info = found?.pointee,
            let target = info.ai_addr
        else {
            throw ServerError(.addressUnusable, action: "binding", object: object, cause: 0)
        }
        defer { freeaddrinfo(found) }
        return try body(info, target, object)
    }

    private static func open(
        _ info: addrinfo, _ target: Target, _ object: String, port: UInt16, count: Int
    ) throws(ServerError) -> (descriptors: [Int32], port: UInt16) {
        // SO_REUSEPORT alone would let a second server of the same user share the port unseen.
        if port != 0 { close(try bound(info, target, sharesPort: false, object)) }
        var descriptors: [Int32] = []
        var port = port
        do throws(ServerError) {
            for _ in 0..<count {
                setPort(target, port)
                let descriptor = try bound(info, target, sharesPort: true, object)
                descriptors.append(descriptor)
                guard listen(descriptor, 1_024) == 0 else {
                    throw failure(object)
                }
                port = self.port(of: descriptor)
            }
        } catch {
            for descriptor in descriptors { close(descriptor) }
            throw error
        }
        return (descriptors, port)
    }

    private static func bound(
        _ info: addrinfo, _ target: Target, sharesPort: Bool,
        _ object: String
    ) throws(ServerError) -> Int32 {
        let descriptor = socket(
            info.ai_family,
            Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw failure(object) }
        var one: Int32 = 1
        let size = socklen_t(MemoryLayout<Int32>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &one, size)
        if sharesPort { setsockopt(descriptor, SOL_SOCKET, SO_REUSEPORT, &one, size) }
        // Accepted connections inherit it.
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, size)
        guard bind(descriptor, target, info.ai_addrlen) == 0 else {
            let error = failure(object)
            close(descriptor)
            throw error
        }
        return descriptor
    }

    private static func failure(_ object: String) -> ServerError {
        ServerError(
            errno == EADDRINUSE ? .addressInUse : .addressUnusable, action: "binding",
            object: object, cause: errno)
    }

    private static func setPort(_ address: Target, _ port: UInt16) {
        // sin_port and sin6_port lie at the same place, in network order.
        UnsafeMutableRawPointer(address).storeBytes(
            of: port.bigEndian, toByteOffset: 2, as: UInt16.self)
    }

    private static func port(of descriptor: Int32) -> UInt16 {
        var address = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutableBytes(of: &address) { raw in
            getsockname(
                descriptor, raw.baseAddress?.assumingMemoryBound(to: sockaddr.self), &length)
            return UInt16(bigEndian: raw.load(fromByteOffset: 2, as: UInt16.self))
        }
    }
}
