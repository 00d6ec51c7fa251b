/// Tells bytes that a power cut left unwritten from those that were; not against forgery.
///
/// FNV-1a over words of eight bytes: 150 KB take some twenty microseconds.
enum PartChecksum {
    static func of(_ bytes: [UInt8]) -> Int64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        let prime: UInt64 = 0x100_0000_01b3
        bytes.withUnsafeBytes { buffer in
            let words = buffer.count / 8
            for index in 0..<words {
                hash =
                    (hash ^ buffer.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
                    &* prime
                hash ^= hash >> 29
            }
            for index in (words * 8)..<buffer.count {
                hash = (hash ^ UInt64(buffer[index])) &* prime
            }
        }
        return Int64(bitPattern: hash ^ UInt64(bytes.count))
    }
}
