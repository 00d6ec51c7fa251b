import Agenda
import Dispatch
import Foundation
public import Ingest
import Link
import Recording
public import Storage
import Synchronization

/// The ingest role: its rooms, and what is asked of them.
///
/// What shuts a room goes straight to it, on the thread that it came on. All else of a room waits
/// in a queue of the room's, as it needs the catalogue; its state is told beside that.
final class Chamber: CommandReceiver, Sendable {
    let rooms: [String: RoomIngest]
    let configurations: [String: RoomConfiguration]
    /// Bodies whose breaks are recorded and shown.
    let openBreaks: Set<String>
    let catalogue: Catalogue
    let announcements: any AnnouncementReceiver
    let log: @Sendable (String) -> Void
    let time: CityTime
    private let queues: [String: DispatchQueue]
    /// What rooms wait to do by themselves.
    private let errands = Mutex<[String: Set<Errand>]>([:])
    /// Since when a room's encoder is gone while its session is live.
    let lost = Mutex<[String: ContinuousClock.Instant]>([:])
    /// What is said of the live sessions, at hand for who may wait for nothing.
    let known = Mutex<[SessionID: SessionContents]>([:])
    let knowing = Mutex(())
    let version = Mutex<Int64?>(nil)
    let ticks = Atomic(0)
    private let timer = RepeatingTimer()
    private let watch = RepeatingTimer()

    init(
        rooms configurations: [RoomConfiguration], openBreaks: Set<String> = [],
        timeZone: TimeZone, store: TrackStore, catalogue: Catalogue, shelves: [String: GateFiles],
        announcements: any AnnouncementReceiver, log: @escaping @Sendable (String) -> Void
    ) {
        self.catalogue = catalogue
        self.announcements = announcements
        self.log = log
        self.openBreaks = openBreaks
        time = CityTime(timeZone)
        self.configurations = Dictionary(
            uniqueKeysWithValues: configurations.map { ($0.id, $0) })
        // The rooms call back into this object, which does not exist before they do.
        let connected = Callback<String>()
        var rooms: [String: RoomIngest] = [:]
        for room in configurations {
            let settings = RoomSettings(
                id: room.id, input: room.input, conversion: room.conversion,
                gateDelay: room.gateDelay, encoderDelay: room.encoderDelay)
            guard let shelf = shelves[room.id] else { continue }
            rooms[room.id] = RoomIngest(
                room: settings, store: store,
                shelf: shelf,
                announce: { announcements.receive($0) }, log: log,
                onConnect: { connected.call(room.id) })
        }
        self.rooms = rooms
        queues = rooms.mapValues { DispatchQueue(label: "room \($0.id)") }
        connected.set { [weak self] room in self?.connected(room) }
    }

    /// Opens the rooms' inputs and goes on with the sessions that were live.
    func run() throws {
        for session in try catalogue.sessionsLive() {
            guard let room = session.room, let ingest = rooms[room] else {
                log("\(session.id) is live in a room that is not configured: it records nothing.")
                continue
            }
            announcements.receive(.sessionStarted(session.id, room: room))
            try begin(session.id, in: ingest, byName: false)
            log("Going on with \(session.id).")
        }
        for room in rooms.values { room.run() }
        let clock = DispatchQueue(label: "chamber")
        timer.start(on: clock, every: 1) { [weak self] in self?.tick() }
        watch.start(on: DispatchQueue(label: "watch"), every: 0.2) { [weak self] in self?.look() }
    }

    /// Stores what has come; live sessions stay live.
    func shutdown() {
        catalogue.hurry()
        timer.stop()
        watch.stop()
        for room in rooms.values { room.shutdown() }
    }

    func answer(_ command: Command) -> Reply {
        do {
            return try carryOut(command)
        } catch {
            let refusal = CommandRefusal(error)
            // People get a sentence; what lies beneath is for the operator.
            if case .failed = refusal { log("A command failed: \(error)") }
            return .refused(refusal)
        }
    }

    private func carryOut(_ command: Command) throws -> Reply {
        switch command {
        case .status: return .status(rooms.keys.sorted().map(status))
        case .closeGate(let target, let who, let key):
            return try closeGate(target, by: who, key: key)
        case .mark(let session, let marker, let isNow, let who):
            return try mark(session, marker, isNow: isNow, by: who)
        case .shutFor(let session, let marker, let isNow, let who):
            try shut(session, for: marker, isNow: isNow, by: who)
            return .done
        case .change(let session, let marker, let isNow, let who):
            return try change(session, marker, isNow: isNow, by: who)
        case .decide(let session, let item, let decision, let who):
            return try decide(decision, onItem: item, of: session, by: who)
        case .remove(let session, let marker, let who):
            return try remove(marker, of: session, by: who)
        case .openGate(let session, let who): return try openGate(of: session, by: who)
        case .start(let session):
            let room = try room(for: session)
            return try inTurn(room) {
                try start(session, in: room)
                return .done
            }
        case .stop(let session):
            return try inTurn(try? room(of: session).id) {
                try stop(session)
                return .done
            }
        case .refresh(let session):
            try learn(session)
            announcements.receive(.changed(session))
            return .done
        }
    }

    /// Behind what else is asked of a room, which may wait for the catalogue.
    func inTurn<Value>(_ room: String?, _ body: () throws -> Value) throws -> Value {
        guard let queue = room.flatMap({ queues[$0] }) else { return try body() }
        return try queue.sync(execute: body)
    }

    /// The same for what a room does by itself: what waits already is not asked for again.
    func later(_ errand: Errand, in room: String, _ body: @escaping @Sendable () -> Void) {
        let isNew = errands.withLock { $0[room, default: []].insert(errand).inserted }
        guard isNew else { return }
        queues[room]?.async { [self] in
            errands.withLock { _ = $0[room]?.remove(errand) }
            body()
        }
    }

    func status(of room: String) -> RoomStatus {
        guard let status = rooms[room]?.status else { return RoomStatus(room: room) }
        return RoomStatus(
            room: room, session: status.session, isConnected: status.isConnected,
            isGateClosed: status.isGateClosed, opensAt: status.opensAt, isBreak: status.isBreak,
            isGateStored: status.isGateStored, gateSince: status.gateSince,
            recordedSince: status.recordedSince, lateness: status.lateness,
            trouble: status.trouble)
    }

    /// The room that has a session live; asks nothing but memory.
    func room(of session: SessionID) throws -> RoomIngest {
        guard let room = rooms.values.first(where: { $0.status.session == session }) else {
            throw CommandRefusal.notLive(session)
        }
        return room
    }

    private func session(_ id: SessionID) throws -> Session {
        guard let session = try catalogue.session(id) else {
            throw CommandRefusal.noSuchSession(id)
        }
        return session
    }

    // MARK: Beginning and ending

    private func room(for id: SessionID) throws -> String {
        var session = try session(id)
        if session.room == nil, rooms.count == 1 {
            session.room = rooms.keys.first
            session = try catalogue.update(session)
        }
        guard let name = session.room, rooms[name] != nil else {
            throw CommandRefusal.noRoom(id, known: rooms.keys.sorted())
        }
        return name
    }

    /// Begins a session, or goes on with one that has ended.
    func start(_ id: SessionID) throws { try start(id, in: try room(for: id)) }

    private func start(_ id: SessionID, in name: String) throws {
        let session = try session(id)
        guard let room = rooms[name] else {
            throw CommandRefusal.noRoom(id, known: rooms.keys.sorted())
        }
        if let other = room.status.session, other != id {
            throw CommandRefusal.roomIsBusy(name, with: other)
        }
        _ = try catalogue.setState(id, to: .live)
        try catalogue.noteGateDelay(configurations[name]?.gateDelay ?? 0, of: id)
        announcements.receive(.sessionStarted(id, room: name))
        // By hand a session that is closed by its name can be opened, and then stays so.
        try begin(id, in: room, byName: session.state == .planned)
        log("\(id) is live in room \(name).")
    }

    private func begin(_ id: SessionID, in room: RoomIngest, byName: Bool) throws {
        let (cause, isInBreak) = shutting(id, byName: byName)
        let markers = known.withLock { $0[id]?.markers ?? [] }
        try room.start(id, closedBecause: cause, isInBreak: isInBreak, markers: markers)
        if room.status.isGateClosed || room.status.isBreak {
            announcements.receive(.changed(id))
        }
    }

    /// Why a session must begin with the gate closed: an item is open that is not public, or its
    /// name alone says that nothing of it is; and whether a break goes on that shows nothing.
    /// What cannot be read is not known to be public.
    private func shutting(
        _ id: SessionID, byName: Bool
    ) -> (cause: ClosingCause?, isInBreak: Bool) {
        do {
            let contents = try learn(id)
            let isInBreak = contents.timeline.isBreakAtEnd && areBreaksDark(in: contents.session)
            if contents.openNonPublicItem != nil { return (.item, isInBreak) }
            return (byName && contents.publicity.closesAll ? .name : nil, isInBreak)
        } catch {
            return (.unreadable("\(error)"), false)
        }
    }

    func areBreaksDark(in session: Session) -> Bool { !openBreaks.contains(session.body.id) }

    func stop(_ id: SessionID) throws {
        let session = try session(id)
        guard session.state == .live else { throw CommandRefusal.notLive(id) }
        if let room = rooms.values.first(where: { $0.status.session == id }) {
            try endShownBreak(of: id, in: room)
            try room.stop()
        }
        _ = try catalogue.setState(id, to: .ended)
        known.withLock { $0[id] = nil }
        announcements.receive(.sessionEnded(id))
        log("\(id) has ended.")
    }

    /// A session's end ends its break: one that is dark by the gate's way, one that is shown here.
    private func endShownBreak(of id: SessionID, in room: RoomIngest) throws {
        let contents = try catalogue.contents(of: id)
        guard contents.timeline.isBreakAtEnd, !areBreaksDark(in: contents.session) else { return }
        let (time, stamp) = room.stampNow()
        _ = try catalogue.add(
            Marker(kind: .breakEnd, at: .media(time), stamp: stamp), to: id, by: room.id)
    }
}

extension TrackStore: RecordingStore {}
extension GateFiles: GateShelf {}
