import CZlib

/// The one content coding offered, gzip (RFC 9110 §8.4, §12.5.3).
enum ContentCoding {
    /// Types worth compressing.
    static func isText(_ type: String?) -> Bool {
        guard let type else { return false }
        let end = type.utf8.firstIndex { $0 == 0x3B || $0 == Octet.space } ?? type.utf8.endIndex
        let essence = type[..<end]
        // What comes most often is decided first.
        guard !essence.utf8.starts(with: "video/".utf8) else { return false }
        return essence.utf8.starts(with: "text/".utf8)
            || essence.hasSuffix("+json") || essence.hasSuffix("+xml")
            || ["application/json", "application/javascript", "application/xml"].contains(essence)
            || essence == "application/vnd.apple.mpegurl"
    }

    /// Whether gzip is acceptable and not worse liked than no coding at all.
    static func acceptsGzip(_ field: String?) -> Bool {
        guard let field else { return false }
        var gzip: Int?
        var other: Int?
        var identity: Int?
        for member in WeightedList(field).members {
            switch member.value {
            case "gzip", "x-gzip": gzip = max(gzip ?? 0, member.weight)
            case "identity": identity = member.weight
            case "*": other = member.weight
            default: break
            }
        }
        let wish = gzip ?? other ?? 0
        return wish > 0 && wish >= identity ?? 0
    }

    /// The bytes in gzip's format; nil when zlib has no memory.
    static func gzip(_ bytes: [UInt8]) -> [UInt8]? {
        var stream = z_stream()
        guard deflate_begin_gzip(&stream, 6) == Z_OK else { return nil }
        defer { deflateEnd(&stream) }
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
        var input = bytes
        let result = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(target.count)
                return deflate(&stream, Z_FINISH)
            }
        }
        guard result == Z_STREAM_END else { return nil }
        output.removeLast(output.count - Int(stream.total_out))
        return output
    }
}

extension ContentCoding {
    /// The same decision on a head's bytes: a list without weights needs no String.
    static func acceptsGzip(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Bool {
        var hasGzip = false
        var start = value.lowerBound
        var hasWeights = false
        for at in value {
            if bytes[at] == 0x3B { hasWeights = true }
            if bytes[at] == Octet.comma || at + 1 == value.upperBound {
                var low = start
                var high = bytes[at] == Octet.comma ? at : at + 1
                while low < high, bytes[low] <= Octet.space { low += 1 }
                while high > low, bytes[high - 1] <= Octet.space { high -= 1 }
                if KnownText.equal(bytes, low..<high, KnownText.gzip) { hasGzip = true }
                start = at + 1
            }
        }
        guard hasWeights else { return hasGzip }
        var text: [UInt8] = []
        for at in value { text.append(bytes[at]) }
        return acceptsGzip(String(decoding: text, as: UTF8.self))
    }
}
