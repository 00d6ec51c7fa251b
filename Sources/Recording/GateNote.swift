public import Agenda

/// What of a room must outlive the process while the catalogue cannot be had: record and block
/// hold one each.
public struct GateNote: Hashable, Sendable, Codable {
    /// What was announced of a session while the catalogue could not be had.
    public struct Numbers: Hashable, Sendable, Codable {
        public var session: SessionID
        public var named: NamedNumbers

        public init(session: SessionID, named: NamedNumbers) {
            self.session = session
            self.named = named
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
    /// Of the session recorded last.
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

    /// Adds what the catalogue does not have yet. The same state again is no event there, so what
    /// says it first stays, and there are never many.
    public mutating func add(_ press: Press) {
        func isOfGate(_ press: Press) -> Bool {
            press.kind == .gateClose || press.kind == .gateOpen
        }
        let before = pending.last {
            $0.session == press.session && isOfGate($0) == isOfGate(press)
        }
        if before?.kind != press.kind { pending.append(press) }
    }
}
