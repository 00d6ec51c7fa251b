/// Ports of this machine that nobody has at the moment.
public enum FreePort {
    public static func ofUDP() -> Int { Int(LocalSocket(.udp).port) }
    public static func ofTCP() -> Int { Int(LocalSocket(.tcp).port) }
}
