public import Agenda

/// What of a room must outlive the process while the catalogue cannot be had: record and block
/// hold one each.
public struct GateNote: Hashable, Sendable, Codable {
    /// Numbers that were announced, and so name their bytes for ever.
    public struct Numbers: Hashable, Sendable, Codable {
        public var session: SessionID
        public var sequence: Int
        public var epoch: Int

        public init(session: SessionID, sequence: Int, epoch: Int) {
            self.session = session
            self.sequence = sequence
            self.epoch = epoch
        }
    }

    /// The room's, of the last press.
    public var counter: Int64
    /// Whose state this is; nil before the first one.
    public var session: SessionID?
    public var isClosed: Bool
    public var isBreak: Bool
    /// Whether pictures of a time without the public may still arrive: from a closing on until
    /// frames that were captured after the opening have passed.
    public var isAfterClosing: Bool
    /// The highest ones, of the session recorded last.
    public var numbers: Numbers?
    /// What the catalogue does not have yet, the oldest first.
    public var pending: [Press]

    public init(
        counter: Int64 = 0, session: SessionID? = nil, isClosed: Bool = false,
        isBreak: Bool = false, isAfterClosing: Bool = false, numbers: Numbers? = nil,
        pending: [Press] = []
    ) {
        self.counter = counter
        self.session = session
        self.isClosed = isClosed
        self.isBreak = isBreak
        self.isAfterClosing = isAfterClosing
        self.numbers = numbers
        self.pending = pending
    }
}
