import Glibc

/// Bytes of MPEG-TS from a connection, as libavformat reads them. Belongs to one thread.
///
/// First all that comes is passed on and kept, so that it can be learned what it is; then it is
/// read again from its beginning, without what nobody may see or hear.
final class TransportReader {
    /// Waits for a message and gives its bytes; below zero it is an error of FFmpeg's.
    private let receive: (UnsafeMutableRawBufferPointer) -> Int32
    /// A message, behind the beginning of a packet that the one before did not end.
    private var message = [UInt8](
        repeating: 0, count: TransportPacket.size + Int(PipeReader.messageSize))
    /// What of the message nobody has taken yet.
    private var rest = 0..<0
    /// That packet's beginning, where it lies in the message.
    private var unfinished = 0..<0
    /// All that has come until it is read again, and then how far that is.
    private var known: [UInt8] = []
    private var position: Int?
    private var blanking: TransportBlanking?
    /// Whether a packet begins where the one before has ended.
    private var isInStep = true

    init(receiving receive: @escaping (UnsafeMutableRawBufferPointer) -> Int32) {
        self.receive = receive
    }

    deinit {
        Self.wipe(&message)
        Self.wipe(&known)
    }

    /// Waits for bytes and gives at most as many as fit; below zero it is an error of FFmpeg's.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int32 {
        while rest.isEmpty {
            let code = fill()
            guard code > 0 else { return code }
        }
        let taken = rest.prefix(buffer.count)
        buffer.copyBytes(from: message[taken])
        rest = taken.upperBound..<rest.upperBound
        return Int32(taken.count)
    }

    /// What has come so far is read once more, as far as it may be seen and heard.
    ///
    /// Packets that have something between them, as those of 192 and 204 bytes do, stay as they
    /// are.
    func readAgain(_ blanking: TransportBlanking) {
        rest = 0..<0
        position = 0
        if Self.isPacked(known) { self.blanking = blanking }
    }

    /// Whether some of that is still to come.
    var isReadingAgain: Bool { position != nil && !known.isEmpty }

    /// Whether nothing lies between packets.
    private static func isPacked(_ bytes: [UInt8]) -> Bool {
        let starts = (0..<min(TransportPacket.size, bytes.count)).lazy.filter { first in
            stride(from: first, to: bytes.count, by: TransportPacket.size).prefix(20)
                .allSatisfy { bytes[$0] == TransportPacket.sync }
        }
        return starts.first != nil
    }

    private func fill() -> Int32 {
        let carried = unfinished.count
        message.withUnsafeMutableBytes { bytes in
            guard carried > 0, unfinished.lowerBound > 0, let base = bytes.baseAddress else {
                return
            }
            memmove(base, base + unfinished.lowerBound, carried)
            // Shorter messages would leave it there.
            let left = max(carried, unfinished.lowerBound)
            memset(base + left, 0, unfinished.upperBound - left)
        }
        unfinished = 0..<carried
        let count = message.withUnsafeMutableBytes { bytes in
            next(
                UnsafeMutableRawBufferPointer(
                    rebasing: bytes[carried..<carried + Int(PipeReader.messageSize)]))
        }
        guard count > 0 else { return count }
        unfinished = 0..<0
        rest = 0..<carried + Int(count)
        if position == nil { known.append(contentsOf: message[rest]) }
        if blanking != nil { blank() }
        return count
    }

    private func next(_ buffer: UnsafeMutableRawBufferPointer) -> Int32 {
        guard let position, position < known.count else { return receive(buffer) }
        let end = min(known.count, position + buffer.count)
        buffer.copyBytes(from: known[position..<end])
        self.position = end
        if end == known.count {
            Self.wipe(&known)
            known = []
            self.position = 0
        }
        return Int32(end - position)
    }

    /// Leaves of the message what may be seen and heard of its whole packets.
    private func blank() {
        let end = rest.upperBound
        var (at, kept) = (0, 0)
        message.withUnsafeMutableBytes { bytes in
            while at < end {
                // What is between packets is noise.
                isInStep = isInStep && bytes[at] == TransportPacket.sync
                let start = isInStep ? at : Self.packet(in: bytes, at..<end) ?? end
                isInStep = start < end
                at = start
                while at + TransportPacket.size <= end, bytes[at] == TransportPacket.sync {
                    at += TransportPacket.size
                }
                guard at > start else { break }
                let left =
                    blanking?.blank(
                        UnsafeMutableRawBufferPointer(rebasing: bytes[start..<at])) ?? 0
                if kept < start, let base = bytes.baseAddress {
                    memmove(base + kept, base + start, left)
                }
                kept += left
            }
        }
        rest = 0..<kept
        unfinished = at..<end
    }

    /// Where the next packet begins, as far as can be seen.
    private static func packet(
        in bytes: UnsafeMutableRawBufferPointer, _ range: Range<Int>
    ) -> Int? {
        range.first { index in
            let next = index + TransportPacket.size
            return bytes[index] == TransportPacket.sync
                && (next >= range.upperBound || bytes[next] == TransportPacket.sync)
        }
    }

    private static func wipe(_ bytes: inout [UInt8]) {
        bytes.withUnsafeMutableBytes { _ = $0.initializeMemory(as: UInt8.self, repeating: 0) }
    }
}
