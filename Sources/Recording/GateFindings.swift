/// What record and block said at the start.
public struct GateFindings: Hashable, Sendable {
    /// What one of them holds.
    public enum Holding: Hashable, Sendable {
        case absent
        /// It cannot be read, or is another catalogue's.
        case unclear(String)
        case note(GateNote)
    }

    public var record: Holding
    public var block: Holding
    /// Whether the catalogue knows that there was a block.
    public var isBlockExpected: Bool
    /// Why the block cannot be written, or nil.
    public var trouble: String?
    /// The highest counter that the catalogue has of the room.
    public var counter: Int64

    public init(
        record: Holding = .absent, block: Holding = .absent, isBlockExpected: Bool = false,
        trouble: String? = nil, counter: Int64 = 0
    ) {
        self.record = record
        self.block = block
        self.isBlockExpected = isBlockExpected
        self.trouble = trouble
        self.counter = counter
    }

    /// Those that can be read, the record's first, which is never older.
    public var notes: [GateNote] {
        [record, block].compactMap { if case .note(let note) = $0 { note } else { nil } }
    }

    /// What was announced of the session recorded last, as far as the catalogue may not know it.
    public var numbers: GateNote.Numbers? {
        let known = notes.compactMap(\.numbers)
        guard var newest = known.first else { return nil }
        for other in known where other.session == newest.session {
            newest.named = newest.named.joined(with: other.named)
        }
        return newest
    }
}
