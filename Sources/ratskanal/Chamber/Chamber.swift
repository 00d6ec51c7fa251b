import Agenda
import Dispatch
import Foundation
public import Ingest
import Link
import Recording
public import Storage
import Synchronization

/// The ingest role: its rooms, and what is asked of them.
final class Chamber: CommandReceiver, Sendable {
    let rooms: [String: RoomIngest]
    let configurations: [String: RoomConfiguration]
    let catalogue: Catalogue
    let announcements: any AnnouncementReceiver
    let log: @Sendable (String) -> Void
    let time: CityTime
    /// Commands block until the disk has them, one after another.
    let queue = DispatchQueue(label: "chamber")
    /// Since when a room's encoder is gone while its session is live.
    let lost = Mutex<[String: Date]>([:])
    private let timer = RepeatingTimer()

    init(
        rooms configurations: [RoomConfiguration], timeZone: TimeZone, store: TrackStore,
        catalogue: Catalogue, announcements: any AnnouncementReceiver,
        log: @escaping @Sendable (String) -> Void
    ) {
        self.catalogue = catalogue
        self.announcements = announcements
        self.log = log
        time = CityTime(timeZone)
        self.configurations = Dictionary(
            uniqueKeysWithValues: configurations.map { ($0.id, $0) })
        // The rooms call back into this object, which does not exist before they do.
        let connected = Callback<String>()
        rooms = Dictionary(
            uniqueKeysWithValues: configurations.map { room in
                let settings = RoomSettings(
                    id: room.id, input: room.input, conversion: room.conversion,
                    gateDelay: room.gateDelay, encoderDelay: room.encoderDelay)
                let ingest = RoomIngest(
                    room: settings, store: store, announce: { announcements.receive($0) },
                    log: log, onConnect: { connected.call(room.id) })
                return (room.id, ingest)
            })
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
            let isClosed = isClosed(session.id, byName: false)
            do {
                try ingest.start(session.id, isClosed: isClosed)
            } catch let error as IngestError where error.code == .gateNotStored {
                // It is closed even so, and says that itself.
            }
            if isClosed { announcements.receive(.changed(session.id)) }
            log("Going on with \(session.id).")
        }
        for room in rooms.values { room.run() }
        timer.start(on: queue, every: 1) { [weak self] in self?.tick() }
    }

    /// Stores what has come; live sessions stay live.
    func shutdown() {
        timer.stop()
        for room in rooms.values { room.shutdown() }
    }

    func receive(_ command: Command) async -> Reply {
        await withCheckedContinuation { continuation in
            // Closing never queues behind anything: it must work while a disk hangs.
            DispatchQueue.global().async {
                switch command {
                case .closeGate:
                    continuation.resume(returning: self.answer(command))
                case .mark(_, let marker, now: true, _) where marker.kind == .gateClose:
                    continuation.resume(returning: self.answer(command))
                case .mark(let session, let marker, now: true, let who)
                where marker.kind == .item:
                    if let refused = self.closing(for: marker.items, of: session, by: who) {
                        return continuation.resume(returning: refused)
                    }
                    fallthrough
                default:
                    self.queue.async { continuation.resume(returning: self.answer(command)) }
                }
            }
        }
    }

    /// Closes the gate where one of the items is not public; nil where that is done or not due.
    private func closing(for items: [Int64], of session: SessionID, by who: String) -> Reply? {
        do {
            try closeGateIfNeeded(for: items, of: session, by: who)
            return nil
        } catch {
            return refusal(error)
        }
    }

    private func refusal(_ error: any Error) -> Reply {
        let problem = Problem(wording: error)
        // People get a sentence; what lies beneath is for the operator.
        if problem.status >= 500 { log("A command failed: \(error)") }
        return .refused(status: problem.status, reason: problem.detail)
    }

    private func answer(_ command: Command) -> Reply {
        do {
            switch command {
            case .start(let session):
                try start(session)
                return .done
            case .stop(let session):
                try stop(session)
                return .done
            case .closeGate(let session, let who):
                try room(of: session).closeGate(by: who)
                announcements.receive(.changed(session))
                return .done
            case .openGate(let session, let who):
                try openGate(of: session, by: who)
                return .done
            case .mark(let session, let marker, let isNow, let who):
                return try mark(session, marker, isNow: isNow, by: who)
            case .refresh(let session):
                announcements.receive(.changed(session))
                return .done
            case .status:
                return .status(rooms.keys.sorted().map(status))
            }
        } catch {
            return refusal(error)
        }
    }

    func status(of room: String) -> RoomStatus {
        guard let status = rooms[room]?.status else { return RoomStatus(room: room) }
        return RoomStatus(
            room: room, session: status.session, isConnected: status.isConnected,
            isGateClosed: status.isGateClosed, isGateStored: status.isGateStored,
            gateSince: status.gateSince,
            recordedSince: status.recordedSince, trouble: status.trouble)
    }

    private func room(of session: SessionID) throws -> RoomIngest {
        guard let room = rooms.values.first(where: { $0.status.session == session }) else {
            throw Problem(409, "\(session) is not live: start it first.")
        }
        return room
    }

    private func session(_ id: SessionID) throws -> Session {
        guard let session = try catalogue.session(id) else {
            throw Problem(404, "There is no session \(id).")
        }
        return session
    }

    func start(_ id: SessionID) throws {
        var session = try session(id)
        if session.room == nil, rooms.count == 1 {
            session.room = rooms.keys.first
            session = try catalogue.update(session)
        }
        guard let name = session.room, let room = rooms[name] else {
            let known = rooms.keys.sorted().joined(separator: ", ")
            throw Problem(409, "\(id) needs a room that is configured here (\(known)).")
        }
        if let other = room.status.session, other != id {
            throw Problem(409, "\(other) is live in room \(name): stop it first.")
        }
        // By hand a session that is closed by its name can be opened, and then stays so.
        let isClosed = isClosed(id, byName: session.state == .planned)
        _ = try catalogue.setState(id, to: .live)
        announcements.receive(.sessionStarted(id, room: name))
        try room.start(id, isClosed: isClosed)
        if isClosed { announcements.receive(.changed(id)) }
        log("\(id) is live in room \(name).")
    }

    /// Whether a session must begin with the gate closed: an item is open that is not public, or
    /// its name alone says that nothing of it is. What cannot be read is not known to be public.
    private func isClosed(_ id: SessionID, byName: Bool) -> Bool {
        do {
            let contents = try catalogue.contents(of: id)
            return contents.openNonPublicItem != nil || byName && contents.publicity.closesAll
        } catch {
            log("\(id) begins with the gate closed, as its agenda cannot be read (\(error)).")
            return true
        }
    }

    func stop(_ id: SessionID) throws {
        let session = try session(id)
        guard session.state == .live else { throw Problem(409, "\(id) is not live.") }
        if let room = rooms.values.first(where: { $0.status.session == id }) { try room.stop() }
        _ = try catalogue.setState(id, to: .ended)
        announcements.receive(.sessionEnded(id))
        log("\(id) has ended.")
    }

    private func openGate(of id: SessionID, by who: String) throws {
        let room = try room(of: id)
        let contents = try catalogue.contents(of: id)
        if let open = contents.openNonPublicItem {
            throw Problem(
                409, "Item \(open.number) is not public: open one that is public first.")
        }
        try room.openGate(by: who)
    }

    private func mark(
        _ id: SessionID, _ marker: Marker, isNow: Bool, by who: String
    ) throws -> Reply {
        switch marker.kind {
        case .gateClose, .gateOpen:
            guard isNow else {
                throw Problem(409, "The gate is closed and opened at \"now\" alone.")
            }
            guard marker.kind == .gateClose else {
                // Its marker is set when the delay has passed.
                try openGate(of: id, by: who)
                announcements.receive(.changed(id))
                return .done
            }
            let room = try room(of: id)
            let wasClosed = room.status.isGateClosed && room.status.isGateStored
            try room.closeGate(by: who)
            announcements.receive(.changed(id))
            let set = try catalogue.markers(of: id).last { $0.kind == .gateClose }
            return set.map { .marker($0, isNew: !wasClosed) } ?? .done
        default: break
        }
        var marker = marker
        if isNow { marker.at = .wall(Date()) }
        let (stored, isNew) = try catalogue.add(marker, to: id, by: who)
        // One of a moment ago may say what is open now as well.
        if !isNow { try closeGateIfNeeded(of: id, by: who) }
        announcements.receive(.changed(id))
        return .marker(stored, isNew: isNew)
    }

    /// Opening an item that is not public closes the gate before anything else happens. Where it
    /// cannot be read whether it is, it counts as none that is public.
    private func closeGateIfNeeded(for items: [Int64], of id: SessionID, by who: String) throws {
        guard let room = rooms.values.first(where: { $0.status.session == id }) else { return }
        let rule: PublicityRule
        do {
            rule = try catalogue.contents(of: id).publicity
        } catch {
            try room.closeGate(by: who)
            throw error
        }
        if items.contains(where: { !rule.isPublic($0) }) { try room.closeGate(by: who) }
    }

    /// The same for what markers and agenda say by now, however they came to say it.
    private func closeGateIfNeeded(of id: SessionID, by who: String) throws {
        guard let room = rooms.values.first(where: { $0.status.session == id }),
            try catalogue.contents(of: id).openNonPublicItem != nil
        else { return }
        try room.closeGate(by: who)
    }
}

extension TrackStore: RecordingStore {}
