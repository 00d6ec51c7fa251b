/// A box of an ISO base media file (ISO/IEC 14496-12 §4.2).
struct Box {
    let type: String
    /// What is in it; its indices are those of the file.
    let payload: ArraySlice<UInt8>
    /// Where its header begins in the file.
    let start: Int

    /// All boxes that bytes are made up of.
    static func all(in bytes: ArraySlice<UInt8>) throws(MalformedMedia) -> [Box] {
        var boxes: [Box] = []
        var reader = ByteReader(bytes)
        while !reader.rest.isEmpty {
            let start = reader.rest.startIndex
            var length = try reader.integer(4)
            let type = try reader.name()
            var header = 8
            if length == 1 {
                length = try reader.integer(8)
                header = 16
            } else if length == 0 {
                length = header + reader.rest.count
            }
            guard length >= header else { throw MalformedMedia("\(type) is too short.") }
            boxes.append(Box(type: type, payload: try reader.take(length - header), start: start))
        }
        return boxes
    }

    func boxes() throws(MalformedMedia) -> [Box] { try Self.all(in: payload) }

    /// The boxes behind the fields of this one.
    func boxes(after count: Int) throws(MalformedMedia) -> [Box] {
        var reader = ByteReader(payload)
        _ = try reader.take(count)
        return try Self.all(in: reader.rest)
    }

    func boxes(_ type: String) throws(MalformedMedia) -> [Box] {
        try boxes().filter { $0.type == type }
    }

    /// The one box at the end of a path of types.
    func box(_ path: String...) throws(MalformedMedia) -> Box {
        var box = self
        for type in path {
            guard let next = try box.boxes(type).first else {
                throw MalformedMedia("\(box.type) has no \(type).")
            }
            box = next
        }
        return box
    }
}
