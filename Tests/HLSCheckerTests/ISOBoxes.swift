/// Writes boxes of ISO base media files (ISO/IEC 14496-12).
enum ISOBoxes {
    static func box(_ type: String, _ payload: [UInt8]...) -> [UInt8] {
        let content = Array(payload.joined())
        return number(8 + content.count, 4) + Array(type.utf8) + content
    }

    /// A box with a version and flags.
    static func full(_ type: String, flags: Int = 0, _ payload: [UInt8]...) -> [UInt8] {
        box(type, number(flags, 4), Array(payload.joined()))
    }

    static func number(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    static func zeros(_ count: Int) -> [UInt8] { Array(repeating: 0, count: count) }
}
