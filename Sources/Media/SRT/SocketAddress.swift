import Glibc

/// An address as the kernel takes it.
struct SocketAddress {
    let family: Int32
    private let bytes: [UInt8]

    /// All those of a host, which may be a name; empty where nobody knows it, and why not.
    static func all(of host: String, _ port: Int) -> (found: [SocketAddress], reason: String) {
        var hints = addrinfo()
        hints.ai_flags = AI_NUMERICSERV
        hints.ai_socktype = Int32(SOCK_DGRAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, "\(port)", &hints, &list)
        guard code == 0 else { return ([], String(cString: gai_strerror(code))) }
        defer { freeaddrinfo(list) }
        var found: [SocketAddress] = []
        var next = list
        while let info = next?.pointee {
            let bytes = UnsafeRawBufferPointer(start: info.ai_addr, count: Int(info.ai_addrlen))
            found.append(SocketAddress(family: info.ai_family, bytes: Array(bytes)))
            next = info.ai_next
        }
        return (found, "")
    }

    /// What `body` makes of the address and its size.
    func pass<Result>(to body: (UnsafePointer<sockaddr>?, Int32) -> Result) -> Result {
        bytes.withUnsafeBytes { bytes in
            body(bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self), Int32(bytes.count))
        }
    }
}
