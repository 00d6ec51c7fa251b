import CFFmpeg
import Foundation

/// MPEG-TS in datagrams, by libavformat's socket. Belongs to one thread, beside one that receives.
final class Datagrams {
    private let queue: DatagramQueue
    private let interruption: Interruption
    /// libavformat asks it as long as the socket is open.
    private let receiving: Interruption

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

    /// Waits for a datagram and gives its bytes; below zero it is an error of FFmpeg's.
    func receive(into buffer: UnsafeMutableRawBufferPointer) -> Int32 {
        while true {
            // Also while it sends: it may be let go for sending what nobody recognizes.
            if interruption.isAsked { return cffmpeg_error_exit }
            if let count = queue.take(into: buffer) { return count }
        }
    }
}
