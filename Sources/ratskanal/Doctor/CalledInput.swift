import Glibc

/// An encoder, a camera or a server that a room calls.
struct CalledInput: Hashable, Sendable {
    enum Result: Hashable, Sendable {
        /// The host's name is known, and more is not asked.
        case known
        /// It takes a connection by TCP.
        case answers
        /// No name server knows the host, says `getaddrinfo` in words.
        case unknown(String)
        /// No name server answered in time.
        case unresolved
        /// The `errno` of the connection; `ETIMEDOUT` where nothing came back in time.
        case refused(Int32)
    }

    var room: String
    /// Its URL without what may be secret.
    var place: String
    var host: String
    var port: Int
    var result: Result

    var diagnosis: Diagnosis {
        let check = "room \(room)"
        let call = "It calls \(place)"
        switch result {
        case .known: return .ok(check, "\(call), and the host is known.")
        case .answers: return .ok(check, "\(call), and port \(port) there answers.")
        case .unknown(let reason):
            return .problem(
                check, "\(call), and \(host) is not known (\(reason)).",
                advice: "Check the name in the room's input.")
        case .unresolved:
            return .warning(
                check, "\(call), and no name server told in time where \(host) is.",
                advice: "Check this machine's name servers.")
        case .refused(let number):
            return .warning(
                check,
                "\(call), and port \(port) there does not answer "
                    + "(\(String(cString: strerror(number)))).",
                advice: "Switch it on, and check the address and the firewall.")
        }
    }
}
