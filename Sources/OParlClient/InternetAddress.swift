import Glibc

/// The number of a machine on the internet, of version 4 or 6.
struct InternetAddress: Hashable, CustomStringConvertible {
    /// Four or sixteen.
    let bytes: [UInt8]

    /// - Parameter bytes: in network order; nil unless there are four or sixteen.
    init?(_ bytes: [UInt8]) {
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        self.bytes = bytes
    }

    /// Whether anybody's machine may be there: by the registries of IANA (RFC 6890), what is not
    /// reachable from everywhere is private.
    var isPublic: Bool { bytes.count == 4 ? isPublic4(bytes) : isPublic6 }

    /// What is no place of the public internet, by first bytes and length of the prefix.
    private static let private4: [(prefix: [UInt8], length: Int)] = [
        ([0], 8), ([10], 8), ([100, 64], 10), ([127], 8), ([169, 254], 16), ([172, 16], 12),
        ([192, 0, 0], 24), ([192, 0, 2], 24), ([192, 88, 99], 24), ([192, 168], 16),
        ([198, 18], 15), ([198, 51, 100], 24), ([203, 0, 113], 24), ([224], 4), ([240], 4),
    ]
    private static let private6: [(prefix: [UInt8], length: Int)] = [
        // Teredo and other tunnels, ORCHID, documentation, 6to4.
        ([0x20, 0x01, 0x00], 23), ([0x20, 0x01, 0x0D, 0xB8], 32), ([0x20, 0x02], 16),
        ([0x3F, 0xFF, 0x00], 20),
    ]
    private static let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
    private static let translated: [UInt8] = [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]

    private func isPublic4(_ bytes: [UInt8]) -> Bool {
        !Self.private4.contains { Self.matches(bytes, $0.prefix, $0.length) }
    }

    private var isPublic6: Bool {
        // An address of version 4 in other clothes is what that is (RFC 4291 §2.5.5.2, RFC 6052).
        if bytes.starts(with: Self.mapped) || bytes.starts(with: Self.translated) {
            return isPublic4(Array(bytes.suffix(4)))
        }
        // Global unicast is 2000::/3 alone: the rest is local, multicast or not given out.
        return Self.matches(bytes, [0x20], 3)
            && !Self.private6.contains { Self.matches(bytes, $0.prefix, $0.length) }
    }

    private static func matches(_ bytes: [UInt8], _ prefix: [UInt8], _ length: Int) -> Bool {
        for bit in 0..<length {
            let mask = UInt8(0x80) >> UInt8(bit % 8)
            let wanted = bit / 8 < prefix.count ? prefix[bit / 8] & mask : 0
            guard bytes[bit / 8] & mask == wanted else { return false }
        }
        return true
    }

    var description: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let family = bytes.count == 4 ? AF_INET : AF_INET6
        guard inet_ntop(family, bytes, &text, socklen_t(text.count)) != nil else { return "?" }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
    }
}
