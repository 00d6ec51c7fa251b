import Glibc

/// Whether a port that the configuration names can be had.
struct PortState: Hashable, Sendable {
    enum Kind: String, Sendable {
        case tcp = "TCP", udp = "UDP"
    }

    enum Result: Hashable, Sendable {
        case free
        /// The service itself has it.
        case ours
        /// Somebody else, by its name and process; nil is a program of another user.
        case taken(by: String?)
        /// The kernel refused with this `errno`; 0 is an address that is no number.
        case refused(Int32)
    }

    /// "web server", "room saal"
    var check: String
    var kind: Kind
    var address: ListenAddress
    var result: Result

    var diagnosis: Diagnosis {
        let place = "\(kind.rawValue) \(address)"
        switch result {
        case .free: return .ok(check, "\(place) is free.")
        case .ours: return .ok(check, "\(place) is held by Ratskanal itself, which runs.")
        case .taken(let holder?):
            return .problem(
                check, "\(place) is held by \(holder).",
                advice: "Stop that one, or choose another port in the configuration.")
        case .taken(nil):
            return .problem(
                check, "\(place) is held by another user's program.",
                advice: "If it is Ratskanal, check as its user, with sudo -u; else stop it.")
        case .refused(EACCES), .refused(EPERM):
            return .problem(
                check, "This user may not listen on \(place).",
                advice: "Choose a port above 1023 in the configuration.")
        case .refused(EADDRNOTAVAIL):
            return .problem(
                check, "This machine has no address \(address.host), so \(place) is not to be had.",
                advice: "Listen on one that it has, on 127.0.0.1 or on 0.0.0.0.")
        case .refused(0):
            return .problem(
                check, "\(address.host) is no address of numbers.",
                advice: "Write one like 127.0.0.1, or [::1], in the configuration.")
        case .refused(let number):
            return .problem(
                check, "\(place) is refused (\(String(cString: strerror(number)))).",
                advice: "Check the address in the configuration.")
        }
    }
}
