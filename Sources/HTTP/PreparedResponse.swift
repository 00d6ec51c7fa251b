/// A response rendered once and shared by all who ask for it: head and content, plain and gzipped.
public final class PreparedResponse: Sendable {
    struct Variant: Sendable {
        let head: [UInt8]
        let pieces: [BodyPiece]
        let length: Int64
        /// The content where it is a single run of bytes, to be sent together with the head.
        let bytes: [UInt8]?
    }

    let response: Response
    let plain: Variant
    let gzip: Variant?

    /// Compresses at once, so call it where that may take its time.
    public init(_ response: Response) {
        if case .prepared(let other) = response.body {
            self.response = other.response
            plain = other.plain
            gzip = other.gzip
            return
        }
        self.response = response
        let encoder = ResponseEncoder(response)
        plain = PreparedResponse.variant(encoder.whole(gzipped: false))
        gzip = encoder.isCompressible ? PreparedResponse.variant(encoder.whole(gzipped: true)) : nil
    }

    private static func variant(_ parts: (head: [UInt8], pieces: [BodyPiece])) -> Variant {
        var bytes: [UInt8]?
        if parts.pieces.isEmpty {
            bytes = []
        } else if parts.pieces.count == 1, case .bytes(let only) = parts.pieces[0] {
            bytes = only
        }
        return Variant(
            head: parts.head, pieces: parts.pieces, length: parts.pieces.length, bytes: bytes)
    }
}
