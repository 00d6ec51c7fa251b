/// The text form of a UUID (RFC 9562 §4), by which callers name what they send.
public enum UUIDText {
    /// The UUID in lower case, so that one is one however it is written; nil where it is none.
    public static func canonical(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        guard bytes.count == 36 else { return nil }
        for (index, byte) in bytes.enumerated() {
            let isDash = index == 8 || index == 13 || index == 18 || index == 23
            guard isDash ? byte == UInt8(ascii: "-") : Hex.value(byte) != nil else { return nil }
        }
        return text.lowercased()
    }

    public static func isValid(_ text: String) -> Bool {
        canonical(text) != nil
    }

    /// A new random UUID, version 4.
    public static func random() throws(CryptoError) -> String {
        var bytes = try Random.bytes(16)
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        return [bytes[0..<4], bytes[4..<6], bytes[6..<8], bytes[8..<10], bytes[10...]]
            .map { Hex.text($0) }.joined(separator: "-")
    }
}
