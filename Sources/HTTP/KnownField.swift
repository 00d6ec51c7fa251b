/// The fields that the head parser itself looks into.
enum KnownField {
    case host, range, expect, connection, ifNoneMatch, contentLength, acceptEncoding
    case transferEncoding, ifModifiedSince

    /// By length first, so that most fields cost one comparison of integers.
    @inline(__always)
    init?(_ bytes: Span<UInt8>, _ name: Range<Int>) {
        let (field, text): (KnownField, StaticString)
        switch name.count {
        case 4: (field, text) = (.host, "host")
        case 5: (field, text) = (.range, "range")
        case 6: (field, text) = (.expect, "expect")
        case 10: (field, text) = (.connection, "connection")
        case 13: (field, text) = (.ifNoneMatch, "if-none-match")
        case 14: (field, text) = (.contentLength, "content-length")
        case 15: (field, text) = (.acceptEncoding, "accept-encoding")
        case 17 where bytes[name.lowerBound] | 0x20 == 0x74:
            (field, text) = (.transferEncoding, "transfer-encoding")
        case 17: (field, text) = (.ifModifiedSince, "if-modified-since")
        default: return nil
        }
        guard KnownText.equal(bytes, name, text) else { return nil }
        self = field
    }
}

/// Fixed texts in lower case, compared in place and without case.
enum KnownText {
    static let http: StaticString = "http://"
    static let https: StaticString = "https://"
    static let gzip: StaticString = "gzip"
    static let chunked: StaticString = "chunked"
    static let close: StaticString = "close"
    static let keepAlive: StaticString = "keep-alive"
    static let hundredContinue: StaticString = "100-continue"

    @inline(__always)
    static func equal(_ bytes: Span<UInt8>, _ range: Range<Int>, _ text: StaticString) -> Bool {
        guard range.count == text.utf8CodeUnitCount else { return false }
        let expected = text.utf8Start
        for offset in 0..<range.count
        where Octet.lowercased(bytes[range.lowerBound + offset]) != expected[offset] {
            return false
        }
        return true
    }
}
