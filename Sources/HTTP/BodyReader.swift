/// Collects a request's content, by its length or chunk by chunk (RFC 9112 §6.3, §7.1).
struct BodyReader {
    enum Outcome: Equatable {
        case complete
        case incomplete
        case refused(Refusal)
    }

    private enum Part {
        case content
        /// Within a chunk's size line; `digits` counted so far.
        case size(digits: Int)
        case chunkExtension
        case sizeLineFeed
        case chunk
        case chunkReturn
        case chunkLineFeed
        case trailerStart
        case trailer
        case trailerLineFeed
        case lastLineFeed
    }

    private(set) var bytes: [UInt8] = []
    private var part: Part
    private var remaining: Int
    private let limit: Int
    private var overhead = 0

    /// A size line's extensions and the trailers together may be this long.
    private static let maximumOverhead = 8_192

    /// `limit` in bytes of content; a declared length beyond it is refused at once.
    init(_ framing: RequestHead.Framing, limit: Int) throws(Refusal) {
        self.limit = limit
        switch framing {
        case .none:
            part = .content
            remaining = 0
        case .length(let length):
            guard length <= limit else { throw Refusal(.contentTooLarge, "content too large") }
            part = .content
            remaining = length
        case .chunked:
            part = .size(digits: 0)
            remaining = 0
        }
    }

    /// Takes what belongs to this content and says how many bytes that were.
    mutating func consume(_ input: Span<UInt8>) -> (taken: Int, outcome: Outcome) {
        var at = 0
        while at < input.count {
            switch part {
            case .content, .chunk:
                let count = min(remaining, input.count - at)
                input.extracting(at..<at + count).withUnsafeBufferPointer {
                    bytes.append(contentsOf: $0)
                }
                at += count
                remaining -= count
                if remaining == 0 {
                    if case .content = part { return (at, .complete) }
                    part = .chunkReturn
                }
            default:
                do throws(Refusal) {
                    if try step(input[at]) { return (at + 1, .complete) }
                } catch {
                    return (at, .refused(error))
                }
                at += 1
            }
        }
        return (at, .incomplete)
    }

    /// One octet of the framing; true at the very end.
    private mutating func step(_ octet: UInt8) throws(Refusal) -> Bool {
        switch part {
        case .size(let digits):
            if let digit = Octet.hexadecimal(octet) {
                guard digits < 8 else { throw Refusal(.badRequest, "chunk size too long") }
                remaining = remaining * 16 + Int(digit)
                guard bytes.count + remaining <= limit else {
                    throw Refusal(.contentTooLarge, "content too large")
                }
                part = .size(digits: digits + 1)
            } else if digits > 0, octet == Octet.carriageReturn {
                part = .sizeLineFeed
            } else if digits > 0, octet == 0x3B {
                part = .chunkExtension
            } else {
                throw Refusal(.badRequest, "malformed chunk size")
            }
        case .chunkExtension:
            try countOverhead()
            if octet == Octet.carriageReturn {
                part = .sizeLineFeed
            } else if !Octet.isFieldValue(octet) {
                throw Refusal(.badRequest, "malformed chunk extension")
            }
        case .sizeLineFeed:
            try expectLineFeed(octet)
            part = remaining == 0 ? .trailerStart : .chunk
        case .chunkReturn:
            guard octet == Octet.carriageReturn else {
                throw Refusal(.badRequest, "chunk longer than its size")
            }
            part = .chunkLineFeed
        case .chunkLineFeed:
            try expectLineFeed(octet)
            part = .size(digits: 0)
        case .trailerStart:
            if octet == Octet.carriageReturn {
                part = .lastLineFeed
            } else if Octet.isToken(octet) {
                part = .trailer
            } else {
                throw Refusal(.badRequest, "malformed trailer")
            }
        case .trailer:
            // Trailers are discarded: nothing here has a use for one (RFC 9110 §6.5.1).
            try countOverhead()
            if octet == Octet.carriageReturn {
                part = .trailerLineFeed
            } else if !Octet.isFieldValue(octet) {
                throw Refusal(.badRequest, "malformed trailer")
            }
        case .trailerLineFeed:
            try expectLineFeed(octet)
            part = .trailerStart
        case .lastLineFeed:
            try expectLineFeed(octet)
            return true
        case .content, .chunk:
            break
        }
        return false
    }

    private func expectLineFeed(_ octet: UInt8) throws(Refusal) {
        guard octet == Octet.lineFeed else { throw Refusal(.badRequest, "bare CR") }
    }

    private mutating func countOverhead() throws(Refusal) {
        overhead += 1
        guard overhead <= BodyReader.maximumOverhead else {
            throw Refusal(.headerFieldsTooLarge, "chunk extensions or trailers too long")
        }
    }
}
