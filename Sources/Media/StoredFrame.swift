import Recording

/// A frame that lies in a file and is read when it is written elsewhere.
struct StoredFrame: CodedFrame {
    let file: StoredFrames
    let offset: Int64
    let size: Int
    let isKey: Bool

    func write(to target: some ByteTarget) throws {
        var position = offset
        try target.append(size) { room in
            try file.read(into: room, at: position)
            position += Int64(room.count)
        }
    }
}
