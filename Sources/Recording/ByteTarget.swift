/// Where bytes go one after another.
public protocol ByteTarget {
    /// Makes room for some bytes, in one or more stretches that `fill` is called with in order.
    func append(
        _ count: Int, filledBy fill: (UnsafeMutableRawBufferPointer) throws -> Void
    ) throws
}
