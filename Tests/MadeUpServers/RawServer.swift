import Foundation
import Glibc

/// A server on a free port that sends whatever it is told to, HTTP or not: what it answers to the
/// first request is a closure's business, and each connection has a thread of its own.
public final class RawServer: Sendable {
    public struct Failure: Error {
        public let call: String
        public let cause: Int32
    }

    /// One connection, after its request was read.
    public struct Peer: Sendable {
        fileprivate let descriptor: Int32

        /// False when the other side has gone.
        @discardableResult
        public func send(_ bytes: [UInt8]) -> Bool {
            var sent = 0
            while sent < bytes.count {
                let count = bytes[sent...].withUnsafeBytes {
                    Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                guard count > 0 else { return false }
                sent += count
            }
            return true
        }

        @discardableResult
        public func send(_ text: String) -> Bool { send(Array(text.utf8)) }

        /// Blocks until the other side closes.
        public func waitForEnd() {
            var byte: UInt8 = 0
            while recv(descriptor, &byte, 1, 0) > 0 {}
        }
    }

    public let port: UInt16
    private let listener: Int32

    /// - Parameters:
    ///   - greets: whether it speaks first, as mail servers do.
    ///   - serve: is given the path that was asked for; empty where it speaks first.
    public init(
        greets: Bool = false, _ serve: @escaping @Sendable (Peer, _ path: String) -> Void
    ) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard listener >= 0 else { throw Failure(call: "socket", cause: errno) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let port = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer -> Bool in
                bind(listener, pointer, length) == 0 && listen(listener, 64) == 0
                    && getsockname(listener, pointer, &length) == 0
            } ? UInt16(bigEndian: pointer.pointee.sin_port) : 0
        }
        guard port > 0 else { throw Failure(call: "listen", cause: errno) }
        self.listener = listener
        self.port = port
        Thread.detachNewThread {
            while true {
                let descriptor = accept(listener, nil, nil)
                guard descriptor >= 0 else { return }
                Thread.detachNewThread {
                    defer { close(descriptor) }
                    guard let path = greets ? "" : Self.path(descriptor) else { return }
                    serve(Peer(descriptor: descriptor), path)
                }
            }
        }
    }

    deinit {
        // Ends the thread that accepts.
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    public var base: String { "http://127.0.0.1:\(port)" }

    /// Reads a request's head; nil where none comes.
    private static func path(_ descriptor: Int32) -> String? {
        var head: [UInt8] = []
        var byte: UInt8 = 0
        while !head.suffix(4).elementsEqual([13, 10, 13, 10]) {
            guard recv(descriptor, &byte, 1, 0) == 1 else { return nil }
            head.append(byte)
        }
        let words = String(decoding: head, as: UTF8.self).split(separator: " ")
        return words.count > 1 ? String(words[1]) : nil
    }
}
