public import Recording

/// A `moof` and its `mdat`: the bytes of a part.
public struct Fragment: PiecedBytes, @unchecked Sendable {
    // Packets belong to one thread as long as they are read and cut; nobody changes those that
    // are in here.

    private let head: [UInt8]
    private let packets: [Packet]
    public let count: Int

    init(head: [UInt8], packets: [Packet]) {
        self.head = head
        self.packets = packets
        count = packets.reduce(head.count) { $0 + $1.size }
    }

    public func write(to target: some ByteTarget) throws {
        try head.write(to: target)
        for packet in packets { try packet.frame.write(to: target) }
    }
}
