/// The ids that a session's new rows take, of each kind the lowest that is free.
struct FreeIDs {
    private let session: Int64
    private let taken: Set<Int64>
    private var next: [IndexedText.Kind: Int64] = [:]
    private var overflow = IndexedText.Kind.overflow.lowerBound

    init(in session: Int64, besides taken: Set<Int64>) {
        self.session = session
        self.taken = taken
    }

    mutating func next(for kind: IndexedText.Kind) throws(StorageError) -> Int64 {
        var sequence = next[kind] ?? kind.sequences.lowerBound
        let own = Self.free(in: kind.sequences, from: &sequence, of: session, besides: taken)
        next[kind] = sequence
        if let own { return own }
        let id = Self.free(
            in: IndexedText.Kind.overflow, from: &overflow, of: session, besides: taken)
        if let id { return id }
        throw StorageError(
            .invalid("a session has more texts than the search can hold"), while: "indexing")
    }

    private static func free(
        in range: Range<Int64>, from sequence: inout Int64, of session: Int64,
        besides taken: Set<Int64>
    ) -> Int64? {
        while sequence < range.upperBound {
            let id = SentenceID(session: session, sequence: sequence).rawValue
            sequence += 1
            if !taken.contains(id) { return id }
        }
        return nil
    }
}
