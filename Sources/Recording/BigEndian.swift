extension FixedWidthInteger {
    /// Its bytes as media files write them, the highest first.
    public var bigEndianBytes: [UInt8] {
        (0..<Self.bitWidth / 8).reversed().map { UInt8(truncatingIfNeeded: self >> (8 * $0)) }
    }
}

extension Collection<UInt8> {
    /// The number that up to eight bytes make, the highest first.
    public var bigEndian: UInt64 { reduce(0) { $0 << 8 | UInt64($1) } }
}
