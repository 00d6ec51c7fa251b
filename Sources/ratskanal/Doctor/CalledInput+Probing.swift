import Dispatch
import Foundation
import Glibc
import Media
import Synchronization

extension CalledInput {
    /// Asks for the host's address and, where it is called by TCP, connects for an instant: no
    /// encoder takes that for a viewer. Nil where a room calls nobody.
    init?(room: String, _ input: Input) {
        let isTCP: Bool
        switch input {
        case .srtCaller(let host, let port, _, _):
            self.init(
                room: room, place: input.description, host: host, port: port, result: .known)
            isTCP = false
        case .rtsp(let url), .hls(let url):
            self.init(
                room: room, place: input.description, host: url.host, port: url.port,
                result: .known)
            isTCP = true
        case .srtListener, .udp, .file: return nil
        }
        let search = Search()
        // A name server that is not there keeps the thread longer than anybody waits.
        Thread.detachNewThread { [host, port] in search.run(host, port) }
        switch search.wait(seconds: Self.patience) {
        case nil: result = .unresolved
        case .unknown(let reason): result = .unknown(reason)
        case .found(let addresses):
            if isTCP { result = Self.connection(to: addresses) }
        }
    }

    /// Seconds for the name, and again for the connection.
    private static let patience = 2.0

    /// To the first address that answers.
    private static func connection(to addresses: [Address]) -> Result {
        let deadline = ContinuousClock.now + .seconds(patience)
        var refusal = ETIMEDOUT
        for address in addresses {
            let rest = ContinuousClock.now.duration(to: deadline) / .seconds(1)
            guard let found = address.refusal(within: rest) else {
                return .answers
            }
            refusal = found
        }
        return .refused(refusal)
    }

    /// A host's address and port as the kernel takes it.
    private struct Address: Sendable {
        let family: Int32
        let bytes: [UInt8]

        /// The `errno` of a connection; nil where it is made, and ended at once.
        func refusal(within seconds: Double) -> Int32? {
            let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
            let descriptor = socket(family, kind, 0)
            guard descriptor >= 0 else { return errno }
            defer { close(descriptor) }
            let begun = bytes.withUnsafeBytes { bytes in
                connect(
                    descriptor, bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self),
                    socklen_t(bytes.count))
            }
            guard begun != 0 else { return nil }
            guard errno == EINPROGRESS else { return errno }
            var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            guard poll(&waiting, 1, Int32(max(0, seconds) * 1000)) == 1 else { return ETIMEDOUT }
            var refusal: Int32 = 0
            var size = socklen_t(MemoryLayout<Int32>.size)
            getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &refusal, &size)
            return refusal == 0 ? nil : refusal
        }
    }

    /// The search for a host's addresses, on a thread of its own.
    private final class Search: Sendable {
        enum Finding: Sendable {
            case found([Address])
            case unknown(String)
        }

        private let finding = Mutex<Finding?>(nil)
        private let isFilled = DispatchSemaphore(value: 0)

        func run(_ host: String, _ port: Int) {
            var hints = addrinfo()
            hints.ai_flags = AI_NUMERICSERV
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
            var list: UnsafeMutablePointer<addrinfo>?
            let code = getaddrinfo(host, "\(port)", &hints, &list)
            var addresses: [Address] = []
            var next = list
            while let info = next?.pointee {
                addresses.append(
                    Address(
                        family: info.ai_family,
                        bytes: Array(
                            UnsafeRawBufferPointer(
                                start: info.ai_addr, count: Int(info.ai_addrlen)))))
                next = info.ai_next
            }
            freeaddrinfo(list)
            let found =
                code == 0
                ? Finding.found(addresses) : .unknown(String(cString: gai_strerror(code)))
            finding.withLock { $0 = found }
            isFilled.signal()
        }

        /// Nil where it takes longer.
        func wait(seconds: Double) -> Finding? {
            _ = isFilled.wait(timeout: .now() + seconds)
            return finding.withLock { $0 }
        }
    }
}
