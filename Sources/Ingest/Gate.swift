/// What a room lets through: the one owner of the gate's and the breaks' rule.
///
/// Takes what is pressed and what became of storing it, and says what to do next; it does nothing
/// itself. Shutting takes effect here before anything is stored, opening only after all is.
struct Gate: Hashable, Sendable {
    /// The way from the press that opens to the open gate.
    enum Opening: Hashable, Sendable {
        /// For the room's delay, in which what was captured before can still arrive.
        case waiting(attempt: Int)
        /// The open state goes to catalogue, block and record, in this order.
        case storing(attempt: Int)
    }

    enum Event: Hashable, Sendable {
        /// A session begins or is gone on with. `isAfterClosing`: so soon after a time without the
        /// public that pictures of it can still arrive.
        case start(isClosed: Bool, isInBreak: Bool, isAfterClosing: Bool)
        case stop
        case close
        /// `isAllowed`: nothing that is not public is open.
        case open(isAllowed: Bool)
        case delayPassed(attempt: Int)
        case startBreak
        case endBreak
        /// What `store` asked for is in catalogue, block and record, or could not be had there.
        case stored(attempt: Int), notStored(attempt: Int)
    }

    /// What is to be written for ever.
    enum Mark: Hashable, Sendable {
        case close, open, startBreak, endBreak
    }

    /// How late a picture of before may come, in words of the room's delays.
    enum Beginning: Hashable, Sendable {
        /// What went on before was public: the encoder's usual delay.
        case start
        /// A break, whose pictures are nobody's business: the same, by the room's clock.
        case resume
        /// It was not public: the upper bound, by the room's clock.
        case opening
    }

    enum Action: Hashable, Sendable {
        /// Nothing goes out any more; what is in no announced part is gone.
        case shut
        /// To record and block at once, and to the catalogue when it can be had.
        case keep(Mark)
        /// It is so already: the answer waits for what is being kept.
        case await
        case wait(attempt: Int)
        /// To catalogue, block and record before anything goes out.
        case store(Mark, attempt: Int)
        /// From now on what is captured after the press may go out.
        case admit(Beginning)
        case refuse(Refusal)
    }

    enum Refusal: Hashable, Sendable {
        case notLive, alreadyLive
        case openItemIsNotPublic
    }

    private(set) var isLive = false
    /// Also while it waits to open.
    private(set) var isClosed = false
    /// Also while its end is being stored.
    private(set) var isBreak = false
    private(set) var opening: Opening?
    /// The attempt whose end of the break is being stored.
    private(set) var resuming: Int?
    private var attempts = 0

    /// Whether anything may be recorded and published.
    var letsThrough: Bool { isLive && !isClosed && !isBreak }

    /// Takes what happens; the actions are done in their order.
    mutating func take(_ event: Event) -> [Action] {
        switch event {
        case .start(let isClosed, let isInBreak, let isAfterClosing):
            return start(isClosed: isClosed, isInBreak: isInBreak, isAfterClosing)
        case .stop:
            guard isLive else { return [.refuse(.notLive)] }
            defer { self = Gate(attempts: attempts) }
            // Whoever goes on with the session another day goes on with no break.
            return isBreak ? [.keep(.endBreak)] : []
        case _ where !isLive: return [.refuse(.notLive)]
        case .close: return close()
        case .open(let isAllowed):
            guard isAllowed else { return [.refuse(.openItemIsNotPublic)] }
            guard isClosed, opening == nil else { return [.await] }
            attempts += 1
            opening = .waiting(attempt: attempts)
            return [.wait(attempt: attempts)]
        case .delayPassed(let attempt):
            guard opening == .waiting(attempt: attempt) else { return [] }
            opening = .storing(attempt: attempt)
            return [.store(.open, attempt: attempt)]
        case .startBreak:
            guard !isBreak || resuming != nil else { return [.await] }
            isBreak = true
            resuming = nil
            return [.shut, .keep(.startBreak)]
        case .endBreak:
            guard isBreak, resuming == nil else { return [.await] }
            attempts += 1
            resuming = attempts
            return [.store(.endBreak, attempt: attempts)]
        case .stored(let attempt):
            if opening == .storing(attempt: attempt) {
                opening = nil
                isClosed = false
                return [.admit(.opening)]
            }
            guard resuming == attempt else { return [] }
            resuming = nil
            isBreak = false
            return [.admit(.resume)]
        case .notStored(let attempt):
            // Nobody knows how far it came: what is so has the last word.
            if opening == .storing(attempt: attempt) {
                opening = nil
                return [.keep(.close)]
            }
            guard resuming == attempt else { return [] }
            resuming = nil
            return [.keep(.startBreak)]
        }
    }

    private mutating func start(
        isClosed: Bool, isInBreak: Bool, _ isAfterClosing: Bool
    ) -> [Action] {
        guard !isLive else { return [.refuse(.alreadyLive)] }
        isLive = true
        self.isClosed = isClosed
        isBreak = isInBreak
        var actions: [Action] = [.admit(isAfterClosing || isClosed ? .opening : .start)]
        if isClosed { actions.append(.keep(.close)) }
        if isInBreak { actions.append(.keep(.startBreak)) }
        return actions
    }

    private mutating func close() -> [Action] {
        guard isClosed else {
            isClosed = true
            return [.shut, .keep(.close)]
        }
        switch opening {
        case nil: return [.await]
        case .waiting:
            opening = nil
            return [.await]
        case .storing:
            opening = nil
            return [.keep(.close)]
        }
    }

    init() {}

    private init(attempts: Int) {
        self.attempts = attempts
    }
}
