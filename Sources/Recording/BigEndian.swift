extension FixedWidthInteger {
    /// Its bytes as media files write them, the highest first.
    @inlinable public var bigEndianBytes: [UInt8] {
        (0..<Self.bitWidth / 8).reversed().map { UInt8(truncatingIfNeeded: self >> (8 * $0)) }
    }
}

extension [UInt8] {
    /// Its bytes as media files write them, the highest first.
    @inlinable
    public mutating func append(bigEndian value: some FixedWidthInteger) {
        for shift in stride(from: value.bitWidth - 8, through: 0, by: -8) {
            append(UInt8(truncatingIfNeeded: value >> shift))
        }
    }
}

extension Collection<UInt8> {
    /// The number that up to eight bytes make, the highest first.
    @inlinable public var bigEndian: UInt64 { reduce(0) { $0 << 8 | UInt64($1) } }
}
