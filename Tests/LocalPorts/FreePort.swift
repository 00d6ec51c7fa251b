import Synchronization

/// Ports of this machine that nobody has at the moment, and nobody gets by chance either: they lie
/// below those that the kernel gives to whoever asks for any.
public enum FreePort {
    public static func ofUDP() -> Int { free(.udp) }
    public static func ofTCP() -> Int { free(.tcp) }

    private static let range: ClosedRange<UInt16> = 10_000...32_000
    private static let given = Mutex<Set<UInt16>>([])

    private static func free(_ kind: LocalSocket.Kind) -> Int {
        while true {
            let port = UInt16.random(in: range)
            guard given.withLock({ $0.insert(port).inserted }) else { continue }
            if LocalSocket(kind, at: port).port == port { return Int(port) }
        }
    }
}
