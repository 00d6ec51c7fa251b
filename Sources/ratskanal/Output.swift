import Foundation
import Synchronization

/// What the program writes to whoever started it. What cannot be written, as the disk is full or
/// the reader gone, is dropped, and the next line is tried again.
enum Output {
    private struct Stream {
        /// Whether a line was begun that could not be ended.
        var isTorn = false
        var hasFailed = false
    }

    private static let standard = Mutex(Stream())
    private static let errors = Mutex(Stream())

    /// A line of a command's result, on standard output and at once.
    static func write(line: some CustomStringConvertible) {
        standard.withLock { stream in
            if !write("\(line)\n", to: STDOUT_FILENO, &stream) { stream.hasFailed = true }
        }
    }

    /// A line on standard output without which a server goes on as well.
    static func announce(_ line: String) {
        _ = standard.withLock { write("\(line)\n", to: STDOUT_FILENO, &$0) }
    }

    /// A line for people and for the operator, on standard error.
    static func write(error line: String) { write(toErrors: "\(line)\n") }

    /// Text on standard error as it is, as a line that is written again and again.
    static func write(toErrors text: String) {
        _ = errors.withLock { write(text, to: STDERR_FILENO, &$0) }
    }

    /// Whether anything of a command's result could not be written.
    static var hasFailed: Bool { standard.withLock(\.hasFailed) }

    private static func write(
        _ text: String, to descriptor: Int32, _ stream: inout Stream
    ) -> Bool {
        var rest = Array(((stream.isTorn ? "\n" : "") + text).utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress, $0.count)
            }
            if count > 0 {
                rest.removeFirst(count)
                stream.isTorn = !rest.isEmpty
            } else if count < 0, errno == EAGAIN, descriptor == STDOUT_FILENO {
                // Another program made the pipe so that both have; a log waits for nobody.
                var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&wait, 1, -1)
            } else if errno != EINTR {
                return false
            }
        }
        return true
    }
}
