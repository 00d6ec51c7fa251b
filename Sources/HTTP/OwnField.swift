/// The response fields that the encoder looks at itself.
enum OwnField {
    /// Those it writes: a handler's are passed over.
    case framing
    case contentType, contentEncoding, cacheControl, entityTag, vary

    /// By length first: a response's head is written anew for most answers.
    init?(_ name: String) {
        let (field, text): (OwnField, StaticString)
        switch name.utf8.count {
        case 4:
            switch name.utf8.first {
            case 0x45, 0x65: (field, text) = (.entityTag, "etag")
            case 0x56, 0x76: (field, text) = (.vary, "vary")
            default: (field, text) = (.framing, "date")
            }
        case 10: (field, text) = (.framing, "connection")
        case 12: (field, text) = (.contentType, "content-type")
        case 13: (field, text) = (.cacheControl, "cache-control")
        case 14: (field, text) = (.framing, "content-length")
        case 16: (field, text) = (.contentEncoding, "content-encoding")
        case 17: (field, text) = (.framing, "transfer-encoding")
        default: return nil
        }
        guard OwnField.equal(name, text) else { return nil }
        self = field
    }

    /// `text` is in lower case and as long as the name.
    private static func equal(_ name: String, _ text: StaticString) -> Bool {
        let expected = text.utf8Start
        let result = name.utf8.withContiguousStorageIfAvailable { octets in
            for index in octets.indices where Octet.lowercased(octets[index]) != expected[index] {
                return false
            }
            return true
        }
        return result ?? Headers.equal(name, "\(text)")
    }
}
