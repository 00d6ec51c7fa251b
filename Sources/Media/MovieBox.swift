import Recording

/// A box of a movie file (ISO/IEC 14496-12 §4.2): a name and what is in it.
struct MovieBox {
    let name: String
    let content: [UInt8]

    init(_ name: String, _ content: [UInt8]) {
        self.name = name
        self.content = content
    }

    init(_ name: String, containing boxes: [MovieBox]) {
        self.init(name, boxes.flatMap(\.bytes))
    }

    /// With a version and flags in front.
    init(_ name: String, version: UInt8, flags: UInt32 = 0, _ content: [UInt8]) {
        self.init(name, [version] + flags.bigEndianBytes.dropFirst() + content)
    }

    var bytes: [UInt8] {
        UInt32(8 + content.count).bigEndianBytes + Array(name.utf8) + content
    }

    /// The boxes that stand side by side; what is cut off at the end is left out.
    static func all(in bytes: some RandomAccessCollection<UInt8>) -> [MovieBox] {
        var boxes: [MovieBox] = []
        var rest = Array(bytes)[...]
        while rest.count >= 8 {
            let size = Int(rest.prefix(4).bigEndian)
            guard size >= 8, size <= rest.count else { break }
            boxes.append(
                MovieBox(
                    String(decoding: rest.dropFirst(4).prefix(4), as: UTF8.self),
                    Array(rest.prefix(size).dropFirst(8))))
            rest = rest.dropFirst(size)
        }
        return boxes
    }

    var children: [MovieBox] { MovieBox.all(in: content) }

    /// The same box with other bytes at an offset of its content.
    func replacing(at offset: Int, with new: [UInt8]) -> MovieBox {
        guard offset + new.count <= content.count else { return self }
        var content = content
        content.replaceSubrange(offset..<offset + new.count, with: new)
        return MovieBox(name, content)
    }
}
