/// Percent-decoding that refuses what is malformed (RFC 3986 §2.1).
enum PercentEncoding {
    /// The text of one path segment or query part; nil for a bad escape or invalid UTF-8.
    /// `plusIsBlank` as in application/x-www-form-urlencoded.
    static func decode(_ bytes: some Collection<UInt8>, plusIsBlank: Bool = false) -> String? {
        var octets: [UInt8] = []
        octets.reserveCapacity(bytes.count)
        var rest = bytes.makeIterator()
        while let octet = rest.next() {
            if octet == Octet.percent {
                guard let high = rest.next().flatMap(Octet.hexadecimal),
                    let low = rest.next().flatMap(Octet.hexadecimal)
                else { return nil }
                octets.append(high << 4 | low)
            } else if octet == 0x2B, plusIsBlank {
                octets.append(Octet.space)
            } else {
                octets.append(octet)
            }
        }
        return String(validating: octets, as: UTF8.self)
    }

    /// The segments behind each `/` of a path that begins with one. Nil besides bad escapes: `.`
    /// and `..`, however written, and an encoded `/`, `\` or control character, which two readers
    /// split differently.
    static func segments(_ path: UnsafeBufferPointer<UInt8>) -> [String]? {
        var segments: [String] = []
        segments.reserveCapacity(8)
        var start = 1
        var hasEscape = false
        for at in 1...path.count {
            if at < path.count, path[at] != Octet.slash {
                if path[at] == Octet.percent || path[at] == 0x5C { hasEscape = true }
                continue
            }
            let part = UnsafeBufferPointer(rebasing: path[start..<at])
            if hasEscape {
                guard let segment = checked(part) else { return nil }
                segments.append(segment)
            } else {
                if part.count <= 2, !part.isEmpty, part.allSatisfy({ $0 == 0x2E }) { return nil }
                segments.append(String(decoding: part, as: UTF8.self))
            }
            hasEscape = false
            start = at + 1
        }
        return segments
    }

    private static func checked(_ part: UnsafeBufferPointer<UInt8>) -> String? {
        guard let segment = decode(part), segment != ".", segment != ".." else { return nil }
        for octet in segment.utf8
        where octet == Octet.slash || octet == 0x5C || octet < 0x20 || octet == 0x7F {
            return nil
        }
        return segment
    }
}
