/// A stretch of a body: bytes at hand, or a range of a file.
public enum BodyPiece: Sendable {
    case bytes([UInt8])
    case file(FileRange)

    var length: Int64 {
        switch self {
        case .bytes(let bytes): Int64(bytes.count)
        case .file(let range): range.length
        }
    }

    /// The part of it within a range counted from its own start.
    func part(_ range: Range<Int64>) -> BodyPiece {
        switch self {
        case .bytes(let bytes):
            .bytes(Array(bytes[Int(range.lowerBound)..<Int(range.upperBound)]))
        case .file(let file):
            .file(
                FileRange(
                    file: file.file, offset: file.offset + range.lowerBound,
                    length: Int64(range.count)))
        }
    }
}

extension [BodyPiece] {
    var length: Int64 { reduce(0) { $0 + $1.length } }

    /// The pieces, cut, that make up a range of the whole.
    func cut(to range: Range<Int64>) -> [BodyPiece] {
        var result: [BodyPiece] = []
        var start: Int64 = 0
        for piece in self {
            let overlap = range.clamped(to: start..<start + piece.length)
            if !overlap.isEmpty {
                result.append(
                    piece.part(overlap.lowerBound - start..<overlap.upperBound - start))
            }
            start += piece.length
        }
        return result
    }
}
