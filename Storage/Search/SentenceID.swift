/// Where a row of the search index stands: rows of a later day have a larger id, and all rows of
/// a session lie together, `((day * 4096 + slot) << 14) | sequence`.
struct SentenceID: Hashable {
    static let sequences: Int64 = 1 << 14

    var rawValue: Int64

    init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    init(session: Int64, sequence: Int64) {
        rawValue = session << 14 | sequence
    }

    /// The session's number, which holds its day and slot.
    var session: Int64 { rawValue >> 14 }
    var sequence: Int64 { rawValue & (Self.sequences - 1) }

    /// All rows of a session.
    static func rows(of session: Int64) -> ClosedRange<Int64> {
        rows(of: session..<session + 1)
    }

    /// All rows of some sessions.
    static func rows(of sessions: Range<Int64>) -> ClosedRange<Int64> {
        (sessions.lowerBound << 14)...((sessions.upperBound << 14) - 1)
    }
}

/// The sequences that a kind's rows take within their session, so that the rank function knows a
/// row's kind by its id. A kind with more rows than that takes free ones of the last range.
extension IndexedText.Kind {
    var sequences: Range<Int64> {
        switch self {
        case .session: 0..<16
        case .item: 16..<1024
        case .paper: 1024..<2048
        case .speaker: 2048..<4096
        case .note: 4096..<5120
        }
    }

    /// Where what does not fit goes; a transcript's sentences will too.
    static let overflow: Range<Int64> = 5120..<SentenceID.sequences

    init?(sequence: Int64) {
        guard let kind = Self.allCases.first(where: { $0.sequences.contains(sequence) }) else {
            return nil
        }
        self = kind
    }

    /// How much a match in it counts.
    var weight: Float {
        switch self {
        case .session: 1.1
        case .item: 1.2
        case .paper, .speaker: 1.1
        case .note: 1
        }
    }
}
