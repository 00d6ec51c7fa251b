import CFFmpeg
import Dispatch
import Synchronization

/// Datagrams from when they come until they are read.
///
/// Our own and not libavformat's, a ring of 12 MB in which everything stays until it has gone
/// round: what a closed gate drops shall be forgotten with it.
final class DatagramQueue: @unchecked Sendable {
    // The socket is used by the thread that receives, alone, until that has ended.

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

    /// Gives the next datagram's bytes and how many they are, or an error of FFmpeg's, which is
    /// below zero; nil after 100 ms. The queue forgets it.
    func take(into buffer: UnsafeMutableRawBufferPointer) -> Int32? {
        if let count = takeOne(into: buffer) { return count }
        _ = isMore.wait(timeout: .now() + .milliseconds(100))
        let end = state.withLock { state in
            taken = state.waiting.reversed()
            state.waiting = []
            state.bytes = 0
            return state.end
        }
        return takeOne(into: buffer) ?? end
    }

    private func takeOne(into buffer: UnsafeMutableRawBufferPointer) -> Int32? {
        guard let last = taken.indices.last else { return nil }
        let count = taken[last].withUnsafeMutableBytes { datagram in
            buffer.copyBytes(from: datagram)
            datagram.initializeMemory(as: UInt8.self, repeating: 0)
            return Int32(datagram.count)
        }
        taken.removeLast()
        return count
    }

    /// Ends receiving, within 100 ms.
    func close() {
        state.withLock { $0.isClosing = true }
        hasEnded.wait()
        avio_closep(&socket)
    }
}
