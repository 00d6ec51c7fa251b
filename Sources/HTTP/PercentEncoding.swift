/// Percent-decoding that refuses what is malformed (RFC 3986 §2.1).
enum PercentEncoding {
    /// The text of one path segment or query part; nil for a bad escape, a control character or
    /// invalid UTF-8. `plusIsBlank` as in application/x-www-form-urlencoded.
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

    /// The segments behind each `/` of a path. Refused besides bad escapes: `.` and `..`, however
    /// written, and an encoded `/`, `\` or control character, which two readers split differently.
    static func segments(_ path: some Collection<UInt8>) -> [String]? {
        guard path.first == Octet.slash else { return nil }
        var segments: [String] = []
        for part in path.dropFirst().split(
            separator: Octet.slash, omittingEmptySubsequences: false)
        {
            guard let segment = decode(part), segment != ".", segment != ".." else { return nil }
            for octet in segment.utf8
            where octet == Octet.slash || octet == 0x5C || octet < 0x20 || octet == 0x7F {
                return nil
            }
            segments.append(segment)
        }
        return segments
    }
}
