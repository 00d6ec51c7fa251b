import CLinux
import Glibc
import HTTP

/// A blocking client on a bare socket, for what no well-behaved client would send.
final class RawClient {
    struct Failure: Error {
        let call: String
        let cause: Int32
    }

    let descriptor: Int32
    private var buffer: [UInt8] = []

    /// `receiveBuffer` in bytes makes a reader with little room. No test hangs for ever: five
    /// minutes without a byte are a failure.
    init(_ port: UInt16, receiveBuffer: Int32? = nil) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Failure(call: "socket", cause: errno) }
        var limit = timeval(tv_sec: 300, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
        if var receiveBuffer {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, 4)
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafeBytes(of: &address) { raw in
            connect(
                descriptor, raw.baseAddress?.assumingMemoryBound(to: sockaddr.self),
                socklen_t(raw.count))
        }
        guard result == 0 else { throw Failure(call: "connect", cause: errno) }
    }

    deinit {
        close(descriptor)
    }

    func send(_ text: String) throws {
        try send(Array(text.utf8))
    }

    func send(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Failure(call: "send", cause: errno) }
            sent += count
        }
    }

    /// The client says that it will send nothing more.
    func finishSending() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// At most `count` bytes; empty at the end.
    func receive(_ count: Int = 65_536) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let got = recv(descriptor, &bytes, count, 0)
        if got < 0, errno == ECONNRESET { return [] }
        guard got >= 0 else { throw Failure(call: "recv", cause: errno) }
        return Array(bytes[..<got])
    }

    /// Everything until the server closes.
    func receiveAll() throws -> String {
        var all = buffer
        buffer = []
        while true {
            let more = try receive()
            if more.isEmpty { return String(decoding: all, as: UTF8.self) }
            all += more
        }
    }

    /// One response of known length; HEAD's has no content.
    func response(isHead: Bool = false) throws -> RawResponse {
        let end: [UInt8] = [13, 10, 13, 10]
        while true {
            if let place = buffer.firstRange(of: end) {
                let head = String(decoding: buffer[..<place.lowerBound], as: UTF8.self)
                var response = RawResponse(head)
                let hasNone = isHead || [100, 204, 304].contains(response.status)
                let length = hasNone ? 0 : Int(response["Content-Length"] ?? "0") ?? 0
                while buffer.count < place.upperBound + length {
                    let more = try receive()
                    guard !more.isEmpty else { throw Failure(call: "recv", cause: 0) }
                    buffer += more
                }
                response.body = Array(buffer[place.upperBound..<place.upperBound + length])
                buffer.removeFirst(place.upperBound + length)
                return response
            }
            let more = try receive()
            guard !more.isEmpty else { throw Failure(call: "recv", cause: 0) }
            buffer += more
        }
    }

    func get(_ path: String, _ fields: String = "") throws -> RawResponse {
        try send("GET \(path) HTTP/1.1\r\nHost: test\r\n\(fields)\r\n")
        return try response()
    }
}

/// A response as received.
struct RawResponse {
    let status: Int
    let lines: [String]
    var body: [UInt8] = []

    init(_ head: String) {
        lines = head.split(separator: "\r\n").map(String.init)
        status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    }

    var text: String { String(decoding: body, as: UTF8.self) }

    subscript(name: String) -> String? {
        for line in lines.dropFirst() {
            let sides = line.split(separator: ":", maxSplits: 1)
            if sides.count == 2, sides[0].lowercased() == name.lowercased() {
                return String(sides[1].drop { $0 == " " })
            }
        }
        return nil
    }
}
