public import Agenda
public import Foundation
import Media
public import Recording

/// Records one room: keeps its input open, cuts what comes, and guards the gate.
///
/// Two threads of its own work for it: one reads the input and cuts, one stores and announces.
public final class RoomIngest: @unchecked Sendable {
    // Everything mutable below is read and written under `lock`. The cutter is used by the
    // input's thread under it, so that after the gate's closing no packet is cut any more.

    /// Whether what comes may be recorded.
    enum Gate {
        case open
        case closed
        /// Opens when the delay has passed, unless it is closed before.
        case opening(attempt: Int)
    }

    let settings: RoomSettings
    let writer: RecordingWriter
    let announce: @Sendable (Announcement) -> Void
    let log: @Sendable (String) -> Void
    /// Called when an encoder has connected, on a thread that may block.
    let onConnect: @Sendable () -> Void
    // Who waits for the end of either thread's work waits on it as a condition.
    let lock = NSCondition()

    var session: SessionID?
    var gate = Gate.open
    var gateSince: Date?
    /// When the gate opened, until the recording has begun again.
    var gateOpened: (wall: Date, instant: ContinuousClock.Instant)?
    /// Whether the disk has the closed gate.
    var isGateStored = true
    var isStoringLater = false
    var attempts = 0
    var resume = ResumePoint()
    var cutter: EpochCutter?
    var recordedSince: Date?
    var isConnected = false
    var isStopping = false
    /// Whether the input's thread runs.
    var isReading = false
    var trouble: String?
    var lastPacket = Date()

    public init(
        room settings: RoomSettings, store: any RecordingStore,
        announce: @escaping @Sendable (Announcement) -> Void,
        log: @escaping @Sendable (String) -> Void,
        onConnect: @escaping @Sendable () -> Void = {}
    ) {
        self.settings = settings
        self.announce = announce
        let limit = LogLimit(log)
        self.log = { limit.write($0) }
        self.onConnect = onConnect
        writer = RecordingWriter(store: store, announce: announce, log: self.log)
        // Already now, as a session can be gone on with before the input is opened.
        writer.start(named: "write \(settings.id)")
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

    /// Records a session from the next key frame on, where its recording left off; with a closed
    /// gate nothing until it is opened.
    public func start(_ session: SessionID, isClosed: Bool = false) throws {
        try lock.withLock {
            guard self.session == nil || self.session == session else {
                throw IngestError(
                    .alreadyRecording, room: settings.id, cause: self.session?.rawValue)
            }
        }
        let point = try writer.sync { try $0.resume(session) }
        let mustClose = lock.withLock {
            guard self.session == nil else { return isClosed }
            self.session = session
            resume = point
            gate = point.isGateClosed ? .closed : .open
            gateSince = point.isGateClosed ? point.wallEnd : nil
            isGateStored = true
            recordedSince = nil
            if isClosed, !point.isGateClosed {
                // Nothing gets through before it is stored, nor where it cannot be.
                gate = .closed
                gateSince = Date()
                isGateStored = false
            }
            return isClosed
        }
        if mustClose { try closeGate(by: settings.id) }
    }

    /// Ends the recording with all that has come; returns when it is stored.
    public func stop() throws {
        let session: SessionID = try lock.withLock {
            guard let session = self.session else {
                throw IngestError(.notRecording, room: settings.id)
            }
            endEpoch(discarding: false)
            self.session = nil
            return session
        }
        try writer.sync { try $0.close(session) }
    }

    /// Stops writing at once and returns when the closed gate is on disk.
    ///
    /// Frames that are in no finished part are gone. Throws `gateNotStored` where the disk
    /// refuses; nothing goes out even so, and storing it is tried again each second.
    public func closeGate(by who: String) throws {
        let change: (SessionID, MediaTime, Date)? = try lock.withLock {
            guard let session = self.session else {
                throw IngestError(.notRecording, room: settings.id)
            }
            endEpoch(discarding: true)
            let wasOpen = if case .open = gate { true } else { false }
            gate = .closed
            if wasOpen {
                gateSince = Date()
                isGateStored = false
            }
            return isGateStored ? nil : (session, resume.mediaEnd, gateSince ?? Date())
        }
        guard let (session, time, wall) = change else { return }
        // Also where the disk refuses: viewers are told why nothing comes.
        defer { announce(.gate(session, isClosed: true, at: time, wall: wall)) }
        do {
            try storeClosed(session, at: time, wall: wall, by: who)
        } catch {
            log(
                "Room \(settings.id): nothing goes out, but the closed gate could not be stored "
                    + "(\(error)). It is tried again each second: free the disk, and do not "
                    + "restart before it is stored.")
            storeLater(session, by: who)
            throw IngestError(.gateNotStored, room: settings.id, cause: "\(error)")
        }
    }

    private func storeClosed(
        _ session: SessionID, at time: MediaTime, wall: Date, by who: String
    ) throws {
        try writer.sync {
            try $0.setGate(closed: true, of: session, at: time, wall: wall, by: who)
        }
        lock.withLock { isGateStored = true }
    }

    /// Stores the closed gate as soon as the disk takes it, unless it is opened before.
    private func storeLater(_ session: SessionID, by who: String) {
        let isFirst = lock.withLock {
            defer { isStoringLater = true }
            return !isStoringLater
        }
        guard isFirst else { return }
        DispatchQueue.global().asyncAfter(deadline: .now() + 1) {
            let due: (MediaTime, Date)? = self.lock.withLock {
                self.isStoringLater = false
                guard self.session == session, !self.isStopping, !self.isGateStored,
                    case .closed = self.gate
                else { return nil }
                return (self.resume.mediaEnd, self.gateSince ?? Date())
            }
            guard let (time, wall) = due else { return }
            do {
                try self.storeClosed(session, at: time, wall: wall, by: who)
                self.log("Room \(self.settings.id): the closed gate is stored now.")
                self.announce(.changed(session))
            } catch {
                self.storeLater(session, by: who)
            }
        }
    }

    /// Opens the gate when the room's delay has passed; returns at once.
    public func openGate(by who: String) throws {
        let attempt: Int? = try lock.withLock {
            guard session != nil else { throw IngestError(.notRecording, room: settings.id) }
            guard case .closed = gate else { return nil }
            attempts += 1
            gate = .opening(attempt: attempts)
            return attempts
        }
        guard let attempt else { return }
        DispatchQueue.global().asyncAfter(deadline: .now() + settings.gateDelay) {
            self.finishOpening(attempt, by: who)
        }
    }

    private func finishOpening(_ attempt: Int, by who: String) {
        let wall = Date()
        let opened: (SessionID, MediaTime)? = lock.withLock {
            guard case .opening(attempt) = gate, let session = self.session else { return nil }
            // Until the open state is stored, a closing in between must store the closed one.
            isGateStored = false
            return (session, resume.mediaEnd)
        }
        guard let (session, time) = opened else { return }
        do {
            // On disk first: a crash in between leaves it closed.
            try writer.sync {
                try $0.setGate(closed: false, of: session, at: time, wall: wall, by: who)
            }
        } catch {
            log("Room \(settings.id) stays closed: the open gate could not be stored (\(error)).")
            lock.withLock { if case .opening(attempt) = gate { gate = .closed } }
            return
        }
        let isOpen = lock.withLock {
            guard case .opening(attempt) = gate else { return false }
            gate = .open
            gateSince = wall
            gateOpened = (wall, .now)
            return true
        }
        guard isOpen else {
            storeClosedAgain(session)
            return
        }
        announce(.gate(session, isClosed: false, at: time, wall: wall))
    }

    /// It was closed while the open state was on its way to the disk: closed has the last word.
    private func storeClosedAgain(_ session: SessionID) {
        let change: (MediaTime, Date)? = lock.withLock {
            guard self.session == session, case .closed = gate else { return nil }
            return (resume.mediaEnd, gateSince ?? Date())
        }
        guard let (time, wall) = change else { return }
        do {
            try storeClosed(session, at: time, wall: wall, by: settings.id)
        } catch {
            log("Room \(settings.id): the closed gate could not be stored again (\(error)).")
            storeLater(session, by: settings.id)
        }
    }

    /// Ends the process's work: what has come is stored, and a live session stays live.
    ///
    /// Returns when the input's thread has ended: libsrt clears its own state away when the
    /// process exits, and whoever is inside it then falls.
    public func shutdown() {
        let session = lock.withLock {
            isStopping = true
            lock.broadcast()
            endEpoch(discarding: false)
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
        let limit = Date().addingTimeInterval(Self.longestGoodbye)
        let isLate = lock.withLock {
            while isReading, lock.wait(until: limit) {}
            return isReading
        }
        if isLate { log("Room \(settings.id): the input does not let go.") }
    }

    /// Seconds within which libavformat asks whether it shall give up, several times over.
    private static let longestGoodbye = 5.0

    public var status: Status {
        lock.withLock {
            var isClosed = true
            if case .open = gate { isClosed = false }
            return Status(
                session: session, isConnected: isConnected, isGateClosed: isClosed,
                isGateStored: isGateStored, gateSince: gateSince, recordedSince: recordedSince,
                trouble: trouble)
        }
    }

    /// A room at a moment.
    public struct Status: Sendable, Hashable {
        public var session: SessionID?
        public var isConnected: Bool
        /// Also while it waits to open.
        public var isGateClosed: Bool
        /// Whether the disk has the gate's state: only then does it outlive a crash.
        public var isGateStored: Bool
        public var gateSince: Date?
        public var recordedSince: Date?
        public var trouble: String?
    }

    /// Under `lock`: closes what is open and remembers where the session goes on.
    func endEpoch(discarding: Bool) {
        guard let cutter, let session else { return }
        self.cutter = nil
        var events: [CutEvent] = []
        if discarding {
            events = cutter.abandon()
        } else {
            do {
                events = try cutter.finish()
            } catch {
                log("Room \(settings.id): the last frames could not be cut (\(error)).")
                events = cutter.abandon()
            }
        }
        resume = cutter.resumePoint()
        if !writer.add(events, of: session) {
            log("Room \(settings.id): the disk is too slow; a second or so is lost.")
        }
    }
}
