/// A stretch of a body: bytes at hand, a range of a file, or what is made of either in time.
public enum BodyPiece: Sendable {
    case bytes([UInt8])
    case file(FileRange)
    case made(MadePiece)

    var length: Int64 {
        switch self {
        case .bytes(let bytes): Int64(bytes.count)
        case .file(let range): range.length
        case .made(let piece): Int64(piece.range.count)
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
        case .made(let piece):
            .made(piece.part(range))
        }
    }
}

/// A stretch of a body that is made when its turn to be sent comes, so that a long body takes no
/// memory beforehand.
public struct MadePiece: Sendable {
    let range: Range<Int64>
    private let make: @Sendable () -> [BodyPiece]?

    /// `make` runs on the loop, so a few short reads are all that it may do; its pieces are
    /// `length` bytes long. Where it gives nil the connection is closed.
    public init(length: Int64, make: @escaping @Sendable () -> [BodyPiece]?) {
        self.init(range: 0..<length, make: make)
    }

    private init(range: Range<Int64>, make: @escaping @Sendable () -> [BodyPiece]?) {
        self.range = range
        self.make = make
    }

    func part(_ part: Range<Int64>) -> MadePiece {
        MadePiece(
            range: range.lowerBound + part.lowerBound..<range.lowerBound + part.upperBound,
            make: make)
    }

    /// Nil where it could not be made as long as it was promised.
    func pieces() -> [BodyPiece]? {
        guard let all = make()?.cut(to: range), all.length == Int64(range.count) else {
            return nil
        }
        return all
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
