/// Bytes that lie in several places and belong one after another: written from there, they need
/// not be copied together before.
public protocol PiecedBytes: Sendable {
    /// How many there are.
    var count: Int { get }
    /// Writes all of them, in order. Throws what reading them or `target` throws.
    func write(to target: some ByteTarget) throws
}

extension PiecedBytes {
    /// All of them in one place.
    public func joined() throws -> [UInt8] {
        let target = Joined(capacity: count)
        try write(to: target)
        return target.bytes
    }
}

private final class Joined: ByteTarget {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    func append(
        _ count: Int, filledBy fill: (UnsafeMutableRawBufferPointer) throws -> Void
    ) throws {
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: count))
        try unsafe bytes.withUnsafeMutableBytes { room in
            try unsafe fill(UnsafeMutableRawBufferPointer(rebasing: room[start...]))
        }
    }
}

extension [UInt8]: PiecedBytes {
    public func write(to target: some ByteTarget) throws {
        var rest = self[...]
        try unsafe target.append(count) { room in
            unsafe room.copyBytes(from: rest.prefix(room.count))
            rest = rest.dropFirst(room.count)
        }
    }
}
