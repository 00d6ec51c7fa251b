import Foundation
import Glibc
import LocalPorts

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
    private let listener: LocalSocket

    /// - Parameters:
    ///   - greets: whether it speaks first, as mail servers do.
    ///   - serve: is given the path that was asked for; empty where it speaks first.
    public init(
        greets: Bool = false, _ serve: @escaping @Sendable (Peer, _ path: String) -> Void
    ) throws {
        let listener = LocalSocket(.tcp)
        port = listener.port
        guard port > 0 else { throw Failure(call: "listen", cause: errno) }
        self.listener = listener
        let accepting = listener.descriptor
        Thread.detachNewThread {
            while true {
                let descriptor = accept(accepting, nil, nil)
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
        shutdown(listener.descriptor, Int32(SHUT_RDWR))
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
