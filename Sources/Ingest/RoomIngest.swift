public import Agenda
import Foundation
import Media
public import Recording

/// Records one room: keeps its input open, cuts what comes, and does what the gate says.
///
/// Threads of its own work for it: one reads the input and cuts, one stores, one announces, one
/// keeps the gate's state in record and block, one brings presses to the catalogue.
public final class RoomIngest: @unchecked Sendable {
    // Everything mutable below is read and written under `lock`. The cutter is used by the
    // input's thread under it, so that after the gate's closing no packet is cut any more.

    let settings: RoomSettings
    let writer: RecordingWriter
    let announce: @Sendable (Announcement) -> Void
    let log: @Sendable (String) -> Void
    /// Called when an encoder has connected, on a thread that may block.
    let onConnect: @Sendable () -> Void
    /// What record and block said when the process began.
    private var findings: GateFindings
    let book: GateBook
    // Who waits for the end of the input's thread waits on it as a condition.
    let lock = SteadyCondition()
    private(set) var keeper: PressKeeper?

    var session: SessionID?
    var gate = Gate()
    var gateSince: Date?
    /// When the gate opens by itself.
    var opensAt: Double?
    /// From when on captured frames may go out; nil once some have passed.
    var beginning: Beginning?
    /// When the room was without the public last, as far as this process knows.
    var lastClosed: Double?
    /// The counter of the room's last mark.
    var counter: Int64
    /// The generation of the book and the counter that answer whoever presses again.
    var lastPress: (generation: Int, counter: Int64)?
    /// The counters of the presses that bore a key, each kind's for itself: whatever else bears
    /// the same key, what shuts is done.
    var keys: [Gate.Mark: [String: Int64]] = [:]
    var clock = RoomClock()
    /// Seconds by which this connection's frames may come later than the room's delays say.
    var lateness: TimeInterval = 0
    var resume = ResumePoint()
    var cutter: EpochCutter?
    /// The one before: frames of it may not be announced yet.
    private var lastCutter: EpochCutter?
    var recordedSince: Date?
    var isConnected = false
    var isStopping = false
    /// Whether the input's thread runs.
    var isReading = false
    var trouble: String?
    /// When the input's last packet came, or until when none needs to.
    var lastPacket = Monotonic.now

    public var id: String { settings.id }

    public init(
        room settings: RoomSettings, store: any RecordingStore, shelf: any GateShelf,
        announce: @escaping @Sendable (Announcement) -> Void,
        log: @escaping @Sendable (String) -> Void,
        onConnect: @escaping @Sendable () -> Void = {}
    ) {
        self.settings = settings
        self.announce = announce
        let limit = LogLimit(log)
        self.log = { limit.write($0) }
        self.onConnect = onConnect
        findings = shelf.found
        counter = max(findings.counter, findings.latest?.counter ?? 0)
        lastClosed = findings.isAfterClosing ? Monotonic.now : nil
        var note = findings.latest ?? GateNote()
        note.counter = counter
        note.pending = findings.pending
        note.numbers = findings.numbers
        book = GateBook(shelf, note: note, room: settings.id, log: self.log)
        writer = RecordingWriter(
            store: store, keeper: BookNumbers(book: book), announce: announce, log: self.log,
            patience: .seconds(settings.storePatience))
        // Already now, as a session can be gone on with before the input is opened.
        writer.start(named: "write \(settings.id)")
        book.start()
        let keeper = PressKeeper(
            store, room: settings.id, patience: Self.openingPatience,
            onKept: { [weak self] in self?.kept($0, $1) }, log: self.log)
        self.keeper = keeper
        keeper.start(named: "mark \(settings.id)")
        for press in findings.pending { keeper.keep(press) }
    }

    /// Begins to listen for the input.
    public func run() {
        lock.withLock { isReading = true }
        let thread = Thread {
            InputLoop(room: self).run()
            self.lock.withLock {
                self.isReading = false
                self.lock.broadcast()
            }
        }
        thread.name = "read \(settings.id)"
        thread.start()
    }

    /// Records a session from the next key frame on, where its recording left off.
    ///
    /// With a closed gate nothing until it is opened, in a break nothing until that ends. It is
    /// closed too where catalogue, record or block say so, or where it is not known or cannot be
    /// stored what they shall say. `cause`: why the gate must be closed, or nil; `markers`: what
    /// the catalogue has of the session, whose keys press nothing again.
    public func start(
        _ session: SessionID, closedBecause cause: ClosingCause? = nil, isInBreak: Bool = false,
        markers: [Marker] = []
    ) throws {
        try lock.withLock {
            guard self.session == nil || self.session == session else {
                throw IngestError(
                    .alreadyRecording, room: settings.id, cause: self.session?.rawValue)
            }
        }
        guard lock.withLock({ self.session }) == nil else {
            if let cause { _ = try closeGate(by: settings.id, because: cause) }
            return
        }
        // What is found at the start counts for the first session; then this process knows.
        let findings = lock.withLock { self.findings }
        var point = try writer.sync { try $0.resume(session) }
        if let numbers = book.current.numbers, numbers.session == session {
            point.nextSequence = max(point.nextSequence, numbers.named.sequence + 1)
            point.nextEpoch = max(point.nextEpoch, numbers.named.epoch + 1)
        }
        // The catalogue may not have the last press yet.
        let note = book.current
        let wasClosed =
            point.isGateClosed || findings.wasClosed(session)
            || note.session == session && note.isClosed
        var cause =
            findings.doubt.map(ClosingCause.unknown) ?? cause ?? (wasClosed ? .before : nil)
        let isInBreak = isInBreak || findings.wasInBreak(session)
        // Nothing goes out before block and record can say so.
        let generation = book.open { note in
            note.session = session
            note.isClosed = cause != nil
            note.isBreak = isInBreak
        }
        if book.wait(for: generation, atMost: Self.patience) == .late { cause = cause ?? .unstored }
        if let cause { log("Room \(settings.id): \(Self.closed(cause)).") }
        if isInBreak { log("Room \(settings.id): the break goes on, as before the restart.") }
        let pending = note.pending.filter { $0.session == session }.map(\.marker)
        lock.withLock {
            self.findings = GateFindings()
            begin(session, at: point, isClosed: cause != nil, isInBreak: isInBreak)
            for marker in markers where Gate.Mark(shutting: marker.kind) != nil {
                if let stamp = marker.stamp { keeper?.remember(marker, of: stamp.counter) }
            }
            for marker in markers + pending {
                guard let key = marker.key, let mark = Gate.Mark(shutting: marker.kind) else {
                    continue
                }
                keys[mark, default: [:]][key] = marker.stamp?.counter ?? 0
            }
        }
    }

    /// Under `lock`.
    private func begin(
        _ session: SessionID, at point: ResumePoint, isClosed: Bool, isInBreak: Bool
    ) {
        guard self.session == nil else { return }
        self.session = session
        resume = point
        recordedSince = nil
        lastCutter = nil
        lastPress = nil
        keys = [:]
        let now = Monotonic.now
        let isAfterClosing =
            lastClosed.map { now - $0 < settings.gateDelay + lateness } ?? false
        let actions = gate.take(
            .start(isClosed: isClosed, isInBreak: isInBreak, isAfterClosing: isAfterClosing))
        for action in actions {
            switch action {
            case .admit(let kind): admit(kind, pressed: now)
            case .keep(let mark): keep(mark, by: settings.id, key: nil)
            default: break
            }
        }
        // It was closed when the recording ended, not now.
        gateSince = isClosed ? point.wallEnd ?? Date() : nil
    }

    /// Ends the recording with all that has come; returns when it is stored.
    public func stop() throws {
        let session: SessionID = try lock.withLock {
            guard let session = self.session else {
                throw IngestError(.notRecording, room: settings.id)
            }
            endEpoch()
            if gate.isClosed { lastClosed = Monotonic.now }
            let isClosed = gate.isClosed
            for case .keep(let mark) in gate.take(.stop) {
                keep(mark, by: settings.id, key: nil, isClosed: isClosed)
                log("Room \(settings.id): the break has ended, with the session.")
            }
            self.session = nil
            opensAt = nil
            beginning = nil
            return session
        }
        try writer.sync { try $0.close(session) }
    }

    /// Ends the process's work: what has come is stored, and a live session stays live.
    ///
    /// Returns when the input's thread has ended: libsrt clears its own state away when the
    /// process exits, and whoever is inside it then falls.
    public func shutdown() {
        writer.hurry()
        let session = lock.withLock {
            isStopping = true
            lock.broadcast()
            endEpoch()
            return self.session
        }
        if let session {
            do {
                try writer.sync { try $0.close(session) }
            } catch {
                log("Room \(settings.id): closing its files failed (\(error)).")
            }
        }
        writer.stop()
        keeper?.stop()
        book.stop()
        let end = Monotonic.now + Self.longestGoodbye
        let isLate = lock.withLock {
            while isReading, Monotonic.now < end { lock.wait(seconds: end - Monotonic.now) }
            return isReading
        }
        if isLate { log("Room \(settings.id): the input does not let go.") }
    }

    /// Seconds within which libavformat asks whether it shall give up, several times over.
    private static let longestGoodbye = 5.0

    /// Seconds that record and block may take before it is said that they do not have it.
    static let patience = 2.0

    /// Under `lock`: closes what is open and remembers where the session goes on.
    func endEpoch() {
        guard let cutter, let session else { return }
        self.cutter = nil
        lastCutter = cutter
        var events: [CutEvent] = []
        do {
            events = try cutter.finish()
        } catch {
            log("Room \(settings.id): the last frames could not be cut (\(error)).")
            events = cutter.abandon()
        }
        resume = cutter.resumePoint()
        writer.add(events, of: session)
    }

    /// Under `lock`: what is in no announced part is gone, and the session goes on behind what
    /// was announced.
    func shut() {
        guard let session else { return }
        let announced = writer.discardUnannounced(of: session)
        guard let last = cutter ?? lastCutter else { return }
        cutter = nil
        lastCutter = last
        resume = last.resumePoint(after: announced)
    }
}

/// Keeps the numbers that were announced from memory beside the gate's state.
private struct BookNumbers: NumberKeeper {
    let book: GateBook

    func keep(_ numbers: NamedNumbers, of session: SessionID) {
        book.shut { note in
            let known = note.numbers.flatMap { $0.session == session ? $0.named : nil }
            note.numbers = GateNote.Numbers(
                session: session, named: known.map(numbers.joined(with:)) ?? numbers)
        }
    }
}
