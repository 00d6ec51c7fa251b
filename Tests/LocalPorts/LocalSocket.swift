import Glibc

/// A socket of the test's own, at a port of the loopback interface; one of TCP listens.
public final class LocalSocket: Sendable {
    public enum Kind: Sendable {
        case udp, tcp
    }

    public let descriptor: Int32
    /// 0 where there was none.
    public let port: UInt16

    /// At any port that is free, or at one if that is.
    public init(_ kind: Kind, at wished: UInt16 = 0) {
        let type = kind == .tcp ? SOCK_STREAM : SOCK_DGRAM
        descriptor = socket(AF_INET, Int32(type.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = wished.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let (descriptor, length) = (descriptor, socklen_t(MemoryLayout<sockaddr_in>.size))
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0
            }
        }
        let isReady = isBound && (kind == .udp || listen(descriptor, 64) == 0)
        port = isReady ? Self.port(of: descriptor) ?? 0 : 0
    }

    deinit { close(descriptor) }

    /// A descriptor's own port, 0 where it has none; nil where it is no IPv4 socket.
    public static func port(of descriptor: Int32) -> UInt16? {
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                getsockname(descriptor, $0, &length)
            }
        }
        guard result == 0, Int32(address.sin_family) == AF_INET else { return nil }
        return UInt16(bigEndian: address.sin_port)
    }
}
