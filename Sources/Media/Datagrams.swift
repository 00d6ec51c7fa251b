import CFFmpeg
import Foundation

/// MPEG-TS in datagrams, by libavformat's socket. Belongs to one thread, beside one that receives.
final class Datagrams {
    private let queue: DatagramQueue
    private let interruption: Interruption
    /// libavformat asks it as long as the socket is open.
    private let receiving: Interruption
    /// What of a datagram nobody has taken yet.
    private var rest: ArraySlice<UInt8> = []

    init(opening input: Input, _ interruption: Interruption) throws(MediaError) {
        let queue = DatagramQueue()
        receiving = Interruption { queue.isClosing }
        // The port is bound at once: nothing is waited for.
        let code = queue.open(input, receiving.callback)
        guard code.value >= 0 else {
            let kind: MediaError.Code =
                code.value == cffmpeg_error_in_use ? .portInUse : .notFound
            throw MediaError(kind, while: "opening", object: input.description, cause: code.text)
        }
        self.queue = queue
        self.interruption = interruption
        let thread = Thread { queue.receive() }
        thread.name = "datagrams"
        thread.start()
    }

    deinit { queue.close() }

    /// Waits for bytes and gives at most as many as fit; below zero it is an error of FFmpeg's.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int32 {
        while rest.isEmpty {
            // Also while it sends: it may be let go for sending what nobody recognizes.
            if interruption.isAsked { return cffmpeg_error_exit }
            switch queue.next() {
            case .datagram(let bytes): rest = bytes[...]
            case .end(let code): return code
            case nil: break
            }
        }
        let taken = rest.prefix(buffer.count)
        buffer.copyBytes(from: taken)
        rest = rest.dropFirst(taken.count)
        return Int32(taken.count)
    }
}
