public import Recording

/// The fragments of a segment with other times: each head anew, its samples as they lie there.
public struct MovedFragments: Hashable, Sendable {
    public enum Piece: Sendable {
        case bytes([UInt8])
        case stored(Location)
    }

    public var location: Location
    /// In the track's timescale.
    public var distance: Int64

    public init(location: Location, distance: Int64) {
        self.location = location
        self.distance = distance
    }

    /// Reads the heads. Together the pieces are as long as the location.
    ///
    /// `read` gives some bytes of the track file, fewer at its end. Throws `MediaError` where what
    /// lies there is no fragments.
    public func pieces(read: (ByteRange) throws -> [UInt8]) throws -> [Piece] {
        if distance == 0 { return [.stored(location)] }
        var pieces: [Piece] = []
        var offset = location.range.offset
        while offset < location.range.end {
            var start = try read(ByteRange(offset: offset, length: 4096))
            let size = FragmentHead.size(of: start, named: "moof") ?? 0
            if size + 8 > start.count {
                start = try read(ByteRange(offset: offset, length: Int64(size) + 8))
            }
            guard var head = FragmentHead(beginning: start), head.move(by: distance),
                let data = FragmentHead.size(of: start.dropFirst(size), named: "mdat")
            else {
                throw MediaError(
                    .unreadable, while: "reading", object: location.file,
                    cause: "no fragment begins at byte \(offset)")
            }
            pieces.append(.bytes(head.bytes))
            let samples = ByteRange(offset: offset + Int64(size), length: Int64(data))
            pieces.append(.stored(Location(file: location.file, range: samples)))
            offset = samples.end
        }
        return pieces
    }
}
