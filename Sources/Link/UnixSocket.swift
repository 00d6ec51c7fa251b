import CLinux
import Foundation

/// One end of a Unix stream socket that carries a JSON object a line.
final class UnixSocket: Sendable {
    let descriptor: Int32

    private init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    /// Calls with an address for `path`, however long it is.
    ///
    /// A socket's name holds 107 bytes; through an open descriptor of its folder it is short.
    private static func withAddress(
        of path: String, while action: String,
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) throws -> Int32 {
        let url = URL(fileURLWithPath: path)
        let folder = open(url.deletingLastPathComponent().path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else {
            let missing = errno == ENOENT
            throw LinkError(missing ? .notRunning : .socket, while: action, cause: reason(errno))
        }
        defer { close(folder) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let name = "/proc/self/fd/\(folder)/\(url.lastPathComponent)"
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name.utf8.prefix(107)) }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, size) }
        }
    }

    static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }

    private static func stream(while action: String) throws -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | SOCK_CLOEXEC, 0)
        guard descriptor >= 0 else {
            throw LinkError(.socket, while: action, cause: reason(errno))
        }
        return descriptor
    }

    private static let SOCK_CLOEXEC: Int32 = 0o2000000

    static func connected(to path: String) throws -> UnixSocket {
        let action = "connecting to \(path)"
        let socket = UnixSocket(descriptor: try stream(while: action))
        let result = try withAddress(of: path, while: action) {
            connect(socket.descriptor, $0, $1)
        }
        guard result == 0 else {
            let absent = errno == ENOENT || errno == ECONNREFUSED
            throw LinkError(absent ? .notRunning : .socket, while: action, cause: reason(errno))
        }
        return socket
    }

    /// Listens at `path`, readable by its owner alone; a name left by a dead process is replaced.
    static func listening(at path: String) throws -> UnixSocket {
        let action = "listening at \(path)"
        let socket = UnixSocket(descriptor: try stream(while: action))
        unlink(path)
        // The name gets its mode from the socket; umask would be every thread's.
        fchmod(socket.descriptor, 0o600)
        let bound = try withAddress(of: path, while: action) { bind(socket.descriptor, $0, $1) }
        guard bound == 0, listen(socket.descriptor, 64) == 0 else {
            throw LinkError(.socket, while: action, cause: reason(errno))
        }
        return socket
    }

    /// The next caller; nil when the socket was shut down.
    func accepted() -> UnixSocket? {
        while true {
            let peer = accept4(descriptor, nil, nil, Self.SOCK_CLOEXEC)
            if peer >= 0 { return UnixSocket(descriptor: peer) }
            // A caller that gave up before it was taken is no reason to stop listening.
            guard errno == EINTR || errno == ECONNABORTED else { return nil }
        }
    }

    /// The process that listens at the other end; 0 where the kernel does not say.
    var processBehind: Int32 { process_behind(descriptor) }

    /// Ends every wait on this socket.
    func interrupt() {
        shutdown(descriptor, Int32(SHUT_RDWR))
    }

    func write(line: some Encodable) throws {
        var bytes = [UInt8](try JSONEncoder().encode(line))
        bytes.append(UInt8(ascii: "\n"))
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                throw LinkError(.socket, while: "sending", cause: Self.reason(errno))
            }
            sent += count
        }
    }

    /// One line of at most 1 MiB, without its end; nil at the end of the stream.
    func readLine(keeping rest: inout [UInt8]) throws -> [UInt8]? {
        var scanned = 0
        while true {
            if let end = rest[scanned...].firstIndex(of: UInt8(ascii: "\n")) {
                let line = Array(rest[..<end])
                rest.removeFirst(end + 1)
                return line
            }
            scanned = rest.count
            guard rest.count < 1 << 20 else {
                throw LinkError(.unreadable, while: "reading", cause: "a line over 1 MiB")
            }
            var buffer = [UInt8](repeating: 0, count: 16_384)
            let count = buffer.withUnsafeMutableBytes {
                recv(descriptor, $0.baseAddress, $0.count, 0)
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return nil }
            rest += buffer[..<count]
        }
    }
}
