public import Agenda
public import Foundation
import Recording

/// What became of a press.
public struct PressAnswer: Sendable {
    /// Whether record and block have it: only then does it outlive a crash.
    public var isStored: Bool
    /// Its mark; nil where the catalogue does not have it yet.
    public var marker: Marker?
    /// False where it was so already.
    public var isNew: Bool
    /// Whether it is so now: a press that is repeated late does nothing, whatever came meanwhile.
    public var isShut: Bool
}

extension RoomIngest {
    /// Seconds from a press within which the catalogue must have it for the answer to name its
    /// mark: nothing else depends on that, and whoever pressed is to see at once that it is shut.
    private static let markPatience = 0.05

    /// Stops everything at once, and returns when record and block have it, or after two seconds.
    ///
    /// Frames that are in no announced part are gone. Nothing goes out even where it cannot be
    /// stored, and storing it is tried again each second. `cause`: what its log says.
    public func closeGate(
        by who: String, because cause: ClosingCause = .press, key: String? = nil
    ) throws(IngestError) -> PressAnswer {
        try press(.close, by: who, key: key, says: Self.closed(cause))
    }

    /// What the log says of a closed gate.
    static func closed(_ cause: ClosingCause) -> String { "the gate is closed, \(cause.text)" }

    /// Begins a break: the same, for the picture alone.
    public func startBreak(by who: String, key: String? = nil) throws(IngestError) -> PressAnswer {
        try press(.startBreak, by: who, key: key, says: "a break has begun, by a press")
    }

    /// `says`: what the log says where it was not so before.
    private func press(
        _ event: Gate.Event, by who: String, key: String?, says sentence: String
    ) throws(IngestError) -> PressAnswer {
        let end = Monotonic.now + Self.markPatience
        let mark: Gate.Mark = event == .close ? .close : .startBreak
        let (isNew, isChange, last) = try lock.withLock {
            () throws(IngestError) -> (Bool, Bool, (generation: Int, counter: Int64)?) in
            if let known = key.flatMap({ keys[mark]?[$0] }) {
                return (false, false, (lastPress?.generation ?? book.latest, known))
            }
            let wasShut = event == .close ? gate.isClosed : gate.isBreak
            var isNew = false
            for action in gate.take(event) {
                switch action {
                case .shut: shut()
                case .keep(let mark):
                    keep(mark, by: who, key: key)
                    isNew = true
                case .refuse: throw IngestError(.notRecording, room: settings.id)
                default: break
                }
            }
            opensAt = gate.opening == nil ? nil : opensAt
            if let key { keys[mark, default: [:]][key] = lastPress?.counter ?? 0 }
            return (isNew, !wasShut, lastPress)
        }
        // Behind the lock: whoever reads the log may be slow.
        if isChange { log("Room \(settings.id): \(sentence).") }
        let isStored = last.map { book.wait(for: $0.generation, atMost: Self.patience) != .late }
        let marker =
            isStored == true
            ? last.flatMap { keeper?.marker(of: $0.counter, within: end - Monotonic.now) } : nil
        let isShut = lock.withLock { event == .close ? gate.isClosed : gate.isBreak }
        return PressAnswer(
            isStored: isStored ?? true, marker: marker, isNew: isNew, isShut: isShut)
    }

    /// Opens the gate when the room's delay has passed; returns at once, with the seconds until
    /// then, or nil where it is open. `isAllowed`: nothing that is not public is open.
    @discardableResult
    public func openGate(by who: String, isAllowed: Bool) throws(IngestError) -> TimeInterval? {
        let pressed = Monotonic.now
        let waiting: (attempt: Int, delay: Double)? = try lock.withLock { () throws(IngestError) in
            let delay = settings.gateDelay + lateness
            for action in gate.take(.open(isAllowed: isAllowed)) {
                switch action {
                case .wait(let attempt):
                    opensAt = pressed + delay
                    return (attempt, delay)
                case .refuse(.openItemIsNotPublic):
                    throw IngestError(.openItemIsNotPublic, room: settings.id)
                case .refuse: throw IngestError(.notRecording, room: settings.id)
                default: break
                }
            }
            return nil
        }
        if let waiting {
            let timer = Thread {
                self.waitToOpen(waiting.attempt, until: pressed + waiting.delay)
                self.finishOpening(waiting.attempt, pressed: pressed, by: who)
            }
            timer.name = "open \(settings.id)"
            timer.start()
        }
        return lock.withLock { opensAt.map { max(0, $0 - Monotonic.now) } }
    }

    private func waitToOpen(_ attempt: Int, until moment: Double) {
        lock.withLock {
            while !isStopping, gate.opening == .waiting(attempt: attempt), Monotonic.now < moment {
                lock.wait(seconds: moment - Monotonic.now)
            }
        }
    }

    private func finishOpening(_ attempt: Int, pressed: Double, by who: String) {
        lock.withLock {
            guard !isStopping else { return }
            for case .store(let mark, let attempt) in gate.take(.delayPassed(attempt: attempt)) {
                store(mark, attempt: attempt, pressed: pressed, by: who, key: nil, items: [])
            }
        }
    }

    /// Ends a break: what is captured from now on goes out once it is stored. Returns its mark
    /// then, or throws why the break goes on.
    public func endBreak(by who: String, key: String? = nil, items: [Int64] = []) throws -> Marker {
        let pressed = Monotonic.now
        let outcome = Outcome<Marker>()
        try lock.withLock {
            // Nobody would answer it any more.
            guard !isStopping else { throw IngestError(.notStored, room: settings.id) }
            for action in gate.take(.endBreak) {
                switch action {
                case .store(let mark, let attempt):
                    store(
                        mark, attempt: attempt, pressed: pressed, by: who, key: key, items: items,
                        then: outcome.fill(with:))
                    return
                case .refuse: throw IngestError(.notRecording, room: settings.id)
                default: break
                }
            }
            throw IngestError(.noBreak, room: settings.id)
        }
        return try outcome.wait()
    }

    // MARK: Under `lock`

    /// What shuts: to record and block at once, to the catalogue when it can be had.
    ///
    /// - Parameter isClosed: Whether it is closed for whoever goes on with the session; nil for as
    ///   it is now.
    func keep(_ mark: Gate.Mark, by who: String, key: String?, isClosed: Bool? = nil) {
        guard let press = press(for: mark, by: who, key: key, items: []) else { return }
        if mark == .close {
            gateSince = press.stamp.wall
            lastClosed = Monotonic.now
            opensAt = nil
        }
        let (isClosed, isBreak) = (isClosed ?? gate.isClosed, gate.isBreak)
        let generation = book.shut { note in
            note.counter = press.stamp.counter
            note.session = press.session
            note.isClosed = isClosed
            note.isBreak = isBreak
            note.isAfterClosing = note.isAfterClosing || isClosed
            note.add(press)
        }
        lastPress = (generation, press.stamp.counter)
        keeper?.keep(press)
        // Viewers are told at once why nothing comes, whatever the disk says.
        announce(.press(press.session, press.marker))
    }

    private func press(
        for mark: Gate.Mark, by who: String, key: String?, items: [Int64]
    ) -> Press? {
        guard let session else { return nil }
        let (time, stamp) = stamp()
        return Press(
            session: session, kind: mark.kind, time: time, stamp: stamp, by: who, key: key,
            items: items)
    }

    /// What opens: to the catalogue, to the block and the record, and only then to the public.
    private func store(
        _ mark: Gate.Mark, attempt: Int, pressed: Double, by who: String, key: String?,
        items: [Int64], then: @escaping @Sendable (Result<Marker, any Error>) -> Void = { _ in }
    ) {
        guard let press = press(for: mark, by: who, key: key, items: items) else { return }
        keeper?.attempt(press) { [weak self] result in
            guard let self else { return then(result) }
            then(finishStoring(press, mark, attempt, pressed: pressed, result))
        }
    }

    /// On the keeper's thread. Returns what has become of it.
    private func finishStoring(
        _ press: Press, _ mark: Gate.Mark, _ attempt: Int, pressed: Double,
        _ result: Result<Marker, any Error>
    ) -> Result<Marker, any Error> {
        var result = result
        var trouble: String?
        if case .failure(let error) = result { trouble = "\(error)" }
        if trouble == nil {
            let generation = lock.withLock { () -> Int? in
                let isWanted =
                    mark == .open
                    ? gate.opening == .storing(attempt: attempt)
                    : gate.resuming == attempt
                guard isWanted else { return nil }
                let isClosed = mark == .open ? false : gate.isClosed
                let isBreak = mark == .open ? gate.isBreak : false
                return book.open { note in
                    note.counter = max(note.counter, press.stamp.counter)
                    note.session = press.session
                    note.isClosed = isClosed
                    note.isBreak = isBreak
                    note.isAfterClosing = note.isAfterClosing || mark == .open
                }
            }
            guard let generation else { return result }
            if book.wait(for: generation, atMost: Self.openingPatience) == .late {
                trouble = "the block on the data disk does not take it"
                result = .failure(IngestError(.notStored, room: settings.id))
            }
        }
        var sentence: String?
        lock.withLock {
            let event: Gate.Event =
                trouble == nil ? .stored(attempt: attempt) : .notStored(attempt: attempt)
            for action in gate.take(event) {
                switch action {
                case .admit(let kind):
                    if mark == .open {
                        gateSince = press.stamp.wall
                        lastClosed = Monotonic.now
                        opensAt = nil
                    }
                    admit(kind, pressed: pressed)
                    announce(.press(press.session, press.marker))
                    let change = mark == .open ? "the gate is open" : "the break has ended"
                    sentence = "Room \(settings.id): \(change), by a press."
                case .keep(let mark):
                    sentence =
                        "Room \(settings.id) stays as it is: opening it could not be stored "
                        + "(\(trouble ?? ""))."
                    keep(mark, by: settings.id, key: nil)
                default: break
                }
            }
        }
        // Behind the lock: whoever reads the log may be slow.
        if let sentence { log(sentence) }
        return result
    }

    /// Seconds after which an opening is given up.
    static let openingPatience = 10.0

    /// On the keeper's thread: the catalogue has a press.
    func kept(_ press: Press, _ marker: Marker) {
        if book.current.pending.contains(where: { $0.stamp.counter <= press.stamp.counter }) {
            book.shut { note in
                note.pending.removeAll { $0.stamp.counter <= press.stamp.counter }
            }
        }
        announce(.changed(press.session))
    }
}

extension Gate.Mark {
    /// Nil where a mark does not shut.
    init?(shutting kind: MarkerKind) {
        switch kind {
        case .gateClose: self = .close
        case .breakStart: self = .startBreak
        default: return nil
        }
    }

    var kind: MarkerKind {
        switch self {
        case .close: .gateClose
        case .open: .gateOpen
        case .startBreak: .breakStart
        case .endBreak: .breakEnd
        }
    }
}
