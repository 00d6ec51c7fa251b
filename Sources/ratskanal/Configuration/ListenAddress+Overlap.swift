import Glibc

extension ListenAddress {
    /// Whether one socket at each cannot be had: on the same port, the same address, or one that
    /// stands for all of the machine's. Multicast groups are addresses of their own.
    func overlaps(_ other: ListenAddress) -> Bool {
        guard port == other.port else { return false }
        let (number, otherNumber) = (Self.number(host), Self.number(other.host))
        return number == otherNumber || Self.isAny(number) || Self.isAny(otherNumber)
    }

    /// The address's bytes; of a name, its letters.
    private static func number(_ host: String) -> [UInt8] {
        let isLong = host.contains(":")
        var bytes = [UInt8](repeating: 0, count: isLong ? 16 : 4)
        guard inet_pton(isLong ? AF_INET6 : AF_INET, host, &bytes) == 1 else {
            return Array(host.lowercased().utf8)
        }
        return bytes
    }

    private static func isAny(_ number: [UInt8]) -> Bool { number.allSatisfy { $0 == 0 } }
}
