/// Writes the head of an answer up to, but without, Date, Connection and the empty line.
struct HeadWriter {
    private(set) var bytes: [UInt8] = []

    init(_ status: Status) {
        bytes.reserveCapacity(640)
        append(status == .ok ? "HTTP/1.1 200 OK\r\n" : status.line)
    }

    mutating func add(_ name: String, _ value: String) {
        append(name)
        append(": ")
        let start = bytes.count
        append(value)
        // A value from elsewhere must not begin a line of its own (response splitting).
        for at in start..<bytes.count where !Octet.isFieldValue(bytes[at]) {
            bytes[at] = Octet.space
        }
        append("\r\n")
    }

    /// What lets any site's scripts read an answer, and the fields that players look at.
    mutating func addAnyOrigin() {
        append(
            "Access-Control-Allow-Origin: *\r\nAccess-Control-Expose-Headers: "
                + "Age, Content-Length, Content-Range, Date, ETag, Retry-After\r\n")
    }

    private mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }
}
