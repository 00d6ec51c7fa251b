import Glibc
import HTTP

extension PortState {
    /// Takes the port for an instant, if it is free.
    init(_ check: String, _ kind: Kind, at address: ListenAddress, service: RunningService) {
        let refusal = kind == .tcp ? Self.tcp(address) : Self.udp(address)
        self.init(check: check, kind: kind, address: address, result: .free)
        guard let refusal else { return }
        guard refusal == EADDRINUSE else {
            result = .refused(refusal)
            return
        }
        let holder = SocketHolder(of: address.port, kind)
        if let holder, holder.process != service.process {
            result = .taken(by: "\(holder.name) (process \(holder.process))")
        } else {
            // Sockets of other users' processes are not shown.
            result = holder != nil || service.isSeen ? .ours : .taken(by: nil)
        }
    }

    /// The `errno`; nil where it can be had.
    private static func tcp(_ address: ListenAddress) -> Int32? {
        do {
            try Server.checkAddress(address.host, port: UInt16(address.port))
            return nil
        } catch {
            return error.cause
        }
    }

    private static func udp(_ address: ListenAddress) -> Int32? {
        var hints = addrinfo()
        hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
        hints.ai_socktype = Int32(SOCK_DGRAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(address.host, "\(address.port)", &hints, &found) == 0,
            let info = found?.pointee
        else { return 0 }
        defer { freeaddrinfo(found) }
        let descriptor = socket(info.ai_family, Int32(SOCK_DGRAM.rawValue), 0)
        guard descriptor >= 0 else { return errno }
        defer { close(descriptor) }
        return bind(descriptor, info.ai_addr, info.ai_addrlen) == 0 ? nil : errno
    }
}
