import Recording

/// A box of a movie file on disk (ISO/IEC 14496-12 §4.2), of which only heads are read.
struct StoredBox {
    let file: StoredFrames
    let name: String
    /// Where its content lies.
    let content: Range<Int64>
    /// Beyond so many side by side it is another kind of file, or a damaged one.
    private static let mostSiblings = 10_000

    /// All that a file holds.
    init(all file: StoredFrames) {
        self.init(file: file, name: "", content: 0..<file.size)
    }

    private init(file: StoredFrames, name: String, content: Range<Int64>) {
        self.file = file
        self.name = name
        self.content = content
    }

    /// Some bytes of the content; nil where they are not all there.
    func bytes(_ count: Int, at offset: Int64) -> [UInt8]? {
        guard offset >= 0, offset <= Int64(content.count) - Int64(count) else { return nil }
        return file.bytes(count, at: content.lowerBound + offset)
    }

    func number(_ count: Int, at offset: Int64) -> UInt64? {
        bytes(count, at: offset)?.bigEndian
    }

    func child(_ path: String...) -> StoredBox? {
        path.reduce(self) { box, name in box?.children.first { $0.name == name } }
    }

    /// The boxes in it.
    var children: [StoredBox] {
        var found: [StoredBox] = []
        var start = content.lowerBound
        while found.count < Self.mostSiblings, start <= content.upperBound - 8,
            let head = file.bytes(8, at: start)
        {
            var size = Int64(head.prefix(4).bigEndian)
            var begin = start + 8
            if size == 1, let long = file.bytes(8, at: begin) {
                size = Int64(clamping: long.bigEndian)
                begin += 8
            } else if size == 0 {
                size = content.upperBound - start
            }
            guard size >= begin - start, size <= content.upperBound - start else { break }
            found.append(
                StoredBox(
                    file: file, name: String(decoding: head.suffix(4), as: UTF8.self),
                    content: begin..<start + size))
            start += size
        }
        return found
    }
}
