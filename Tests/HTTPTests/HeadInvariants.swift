// Compiled into the fuzz target too, which is a single module.
#if canImport(HTTP)
    @testable import HTTP
#endif

/// What must hold for whatever bytes arrive. Says what does not, or nil.
enum HeadInvariants {
    static func violation(_ bytes: [UInt8]) -> String? {
        var parser = HeadParser()
        guard parser.parse(bytes.span) == .complete else { return nil }
        let head = parser.head
        guard head.length <= bytes.count, head.length <= 16_384 else { return "too long a head" }
        guard bytes[..<head.length].suffix(4) == [13, 10, 13, 10] else { return "no empty line" }
        if parser.parse(bytes[..<(head.length - 1)].asArray.span) != .incomplete {
            return "complete before its end"
        }
        for field in head.fields {
            let name = bytes[field.name]
            let value = bytes[field.value]
            if name.isEmpty || !name.allSatisfy(Octet.isToken) { return "a name that is none" }
            if !value.allSatisfy(Octet.isFieldValue) { return "a control character in a value" }
        }
        if let violation = targetViolation(head, bytes) { return violation }
        return contentViolation(head, bytes[head.length...].asArray)
    }

    private static func targetViolation(_ head: RequestHead, _ bytes: [UInt8]) -> String? {
        let request = bytes.withUnsafeBufferPointer { buffer in
            try? Request(
                head, bytes: UnsafeBufferPointer(rebasing: buffer[..<head.length]), peer: nil)
        }
        guard let request else { return nil }
        for segment in request.segments {
            if segment == ".." || segment == "." { return "a path that climbs" }
            if segment.utf8.contains(where: { $0 == 0x2F || $0 == 0x5C || $0 < 0x20 }) {
                return "a segment with a separator"
            }
        }
        _ = request.query["q"]
        _ = request.form
        _ = request.cookie("staff")
        _ = request.acceptsGzip
        _ = ResponseEncoder.encode(
            Response(.ok, ["ETag": "\"a\""], body: .bytes([1, 2, 3])), for: request)
        return nil
    }

    /// A content read in two pieces is the one read at once, wherever it is cut.
    private static func contentViolation(_ head: RequestHead, _ rest: [UInt8]) -> String? {
        guard var whole = try? BodyReader(head.framing, limit: 4_096) else { return nil }
        let (taken, outcome) = whole.consume(rest.span)
        guard whole.bytes.count <= 4_096 else { return "content beyond its limit" }
        let cut = rest.count / 2
        guard var pieces = try? BodyReader(head.framing, limit: 4_096) else { return nil }
        let (first, early) = pieces.consume(rest[..<cut].asArray.span)
        if early != .incomplete {
            return early == outcome && first == taken ? nil : "ends earlier in pieces"
        }
        let (second, late) = pieces.consume(rest[cut...].asArray.span)
        return late == outcome && first + second == taken && pieces.bytes == whole.bytes
            ? nil : "differs in pieces"
    }
}

extension ArraySlice<UInt8> {
    var asArray: [UInt8] { Array(self) }
}
