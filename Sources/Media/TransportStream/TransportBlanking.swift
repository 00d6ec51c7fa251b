import CFFmpeg
import Glibc

/// Empties what nobody may see or hear in MPEG-TS before anything parses it.
///
/// libavformat keeps what it has read in buffers that it uses again and not always to their end. So
/// it gets of a picture its time alone, by which the room's clock goes on, and of sound nothing.
/// What it lets through stays as it came, but for the counters of continuity.
struct TransportBlanking {
    private struct Passage {
        /// Of the PES packet that goes on.
        var isWanted = true
        /// Packets left out so far, in 4 bits.
        var left: UInt8 = 0
    }

    /// Whether what is shown at a time, in 1/90000 s, may be seen and heard.
    private let isWanted: (Int64) -> Bool
    private var unwrapper = TimestampUnwrapper(bits: 33)
    /// What stands in place of a picture of a PID; nil for pictures that are passed on whatever
    /// they are, as nothing can stand in their place.
    private let blanks: [Int: [UInt8]?]
    private var passages: [Int: Passage] = [:]

    /// - Parameter codecs: Of the pictures, by their PIDs.
    init(codecs: [Int: AVCodecID], isWanted: @escaping (Int64) -> Bool) {
        self.isWanted = isWanted
        blanks = codecs.mapValues(BlankPicture.bytes)
    }

    /// Empties whole packets where they lie, and overwrites what is left out; returns how many
    /// bytes stay, at the beginning.
    mutating func blank(_ packets: UnsafeMutableRawBufferPointer) -> Int {
        var kept = 0
        for start in stride(from: 0, to: packets.count, by: TransportPacket.size) {
            let range = start..<start + TransportPacket.size
            let packet = TransportPacket(
                bytes: UnsafeMutableRawBufferPointer(rebasing: packets[range]))
            guard stays(packet) else { continue }
            if kept < start, let base = packets.baseAddress {
                memmove(base + kept, base + start, TransportPacket.size)
            }
            kept += TransportPacket.size
        }
        UnsafeMutableRawBufferPointer(rebasing: packets[kept...])
            .initializeMemory(as: UInt8.self, repeating: 0)
        return kept
    }

    private mutating func stays(_ packet: TransportPacket) -> Bool {
        let pid = packet.pid
        if let header = packet.header { return begin(header, packet, pid) }
        guard var passage = passages[pid] else { return true }
        // Of what only its adaptation field is there, nothing is counted.
        if !passage.isWanted {
            if packet.hasPayload { passage.left &+= 1 }
            passages[pid] = passage
            return false
        }
        packet.counter &-= passage.left
        return true
    }

    private mutating func begin(
        _ header: TransportPacket.PESHeader, _ packet: TransportPacket, _ pid: Int
    ) -> Bool {
        let blank = blanks[pid]
        if case .some(nil) = blank { return true }
        var passage = passages[pid] ?? Passage()
        defer { passages[pid] = passage }
        if let time = header.presentation {
            passage.isWanted = isWanted(unwrapper.unwrap(time))
        }
        if !passage.isWanted {
            guard let blank = blank ?? nil, !header.stamps.isEmpty else {
                passage.left &+= 1
                return false
            }
            packet.become(stamps: header.stamps, content: blank)
        }
        packet.counter &-= passage.left
        return true
    }
}
