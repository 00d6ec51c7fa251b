import CFFmpeg
import Dispatch
import Synchronization

/// Datagrams from when they come until they are read.
///
/// Our own and not libavformat's, a ring of 12 MB in which everything stays until it has gone
/// round: what a closed gate drops shall be forgotten with it.
final class DatagramQueue: @unchecked Sendable {
    // The socket is used by the thread that receives, alone, until that has ended.

    enum Entry {
        case datagram([UInt8])
        /// An error of FFmpeg's.
        case end(Int32)
    }

    private struct State {
        var waiting: [[UInt8]] = []
        var bytes = 0
        var end: Int32?
        var isClosing = false
    }

    private var socket: UnsafeMutablePointer<AVIOContext>?
    private let state = Mutex(State())
    /// What the reader has taken from `waiting` and not given yet, the next one last.
    private var taken: [[UInt8]] = []
    private let isMore = DispatchSemaphore(value: 0)
    private let hasEnded = DispatchSemaphore(value: 0)

    /// Bytes that wait at most; what comes then is lost.
    private static let limit = 12 << 20

    var isClosing: Bool { state.withLock(\.isClosing) }

    func open(_ input: Input, _ callback: AVIOInterruptCB) -> LibraryCode {
        var options: OpaquePointer?
        for (key, value) in input.options { av_dict_set(&options, key, value, 0) }
        defer { av_dict_free(&options) }
        var callback = callback
        return LibraryCode(
            value: avio_open2(&socket, input.url, AVIO_FLAG_READ, &callback, &options))
    }

    /// Takes what comes until it is closed, on a thread of its own.
    func receive() {
        var room = [UInt8](repeating: 0, count: Int(PipeReader.messageSize))
        while !isClosing {
            let count = avio_read_partial(socket, &room, Int32(room.count))
            state.withLock { state in
                if count <= 0 {
                    state.end = count == 0 ? cffmpeg_error_io : count
                } else if state.bytes < Self.limit {
                    state.waiting.append(Array(room.prefix(Int(count))))
                    state.bytes += Int(count)
                }
            }
            isMore.signal()
            if count <= 0 { break }
        }
        hasEnded.signal()
    }

    /// The next datagram, or nil after 100 ms.
    func next() -> Entry? {
        if let datagram = taken.popLast() { return .datagram(datagram) }
        _ = isMore.wait(timeout: .now() + .milliseconds(100))
        return state.withLock { state in
            taken = state.waiting.reversed()
            state.waiting = []
            state.bytes = 0
            return taken.popLast().map { .datagram($0) } ?? state.end.map { .end($0) }
        }
    }

    /// Ends receiving, within 100 ms.
    func close() {
        state.withLock { $0.isClosing = true }
        hasEnded.wait()
        avio_closep(&socket)
    }
}
