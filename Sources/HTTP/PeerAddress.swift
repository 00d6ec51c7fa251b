import CLinux
import Glibc

/// Where a connection comes from: the proxy, where one stands in front.
public struct PeerAddress: Sendable, Hashable, CustomStringConvertible {
    private let family: UInt16
    private let high: UInt64
    private let low: UInt64

    init(_ storage: UnsafeRawPointer) {
        family = storage.load(as: UInt16.self)
        switch Int32(family) {
        case AF_INET:
            high = 0
            low = UInt64(storage.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
        case AF_INET6:
            high = storage.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
            low = storage.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
        default:
            high = 0
            low = 0
        }
    }

    /// The numeric address without a port.
    public var description: String {
        let isShort = Int32(family) == AF_INET
        guard isShort || Int32(family) == AF_INET6 else { return "unknown" }
        var text = [CChar](repeating: 0, count: 64)
        let made: Bool
        if isShort {
            var address = UInt32(truncatingIfNeeded: low)
            made = inet_ntop(AF_INET, &address, &text, 64) != nil
        } else {
            var address = (high, low)
            made = inet_ntop(AF_INET6, &address, &text, 64) != nil
        }
        guard made else { return "unknown" }
        return String(
            decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
