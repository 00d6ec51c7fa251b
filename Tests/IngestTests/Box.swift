/// What a fragment says of itself (ISO/IEC 14496-12 §8.8).
struct Box {
    var name: String
    var content: ArraySlice<UInt8>

    static func all(in bytes: ArraySlice<UInt8>) -> [Box] {
        var boxes: [Box] = []
        var rest = bytes
        while rest.count >= 8 {
            let size = Int(number(rest.prefix(4)))
            guard size >= 8, size <= rest.count else { break }
            boxes.append(
                Box(
                    name: String(decoding: rest.dropFirst(4).prefix(4), as: UTF8.self),
                    content: rest.prefix(size).dropFirst(8)))
            rest = rest.dropFirst(size)
        }
        return boxes
    }

    static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }

    static func names(in bytes: [UInt8]) -> [String] { all(in: bytes[...]).map(\.name) }

    /// `baseMediaDecodeTime` of each fragment.
    static func decodeTimes(in bytes: [UInt8]) -> [UInt64] {
        var boxes = all(in: bytes[...])
        for name in ["moof", "traf"] {
            boxes = boxes.filter { $0.name == name }.flatMap { all(in: $0.content) }
        }
        return boxes.filter { $0.name == "tfdt" }.map { box in
            let isLong = box.content.first == 1
            return number(box.content.dropFirst(4).prefix(isLong ? 8 : 4))
        }
    }
}
