import Agenda
import Foundation
import Ingest
import Storage
import Synchronization

/// What a room does by itself.
extension Chamber {
    /// An encoder has connected: where the room is so configured, a session begins.
    func connected(_ room: String) {
        // The room waits for it: with the first key frame passed, viewers would wait for the next.
        queue.sync { [self] in
            guard let configuration = configurations[room], configuration.start == .connect,
                rooms[room]?.status.session == nil
            else { return }
            perform("starting a session in room \(room)") {
                try start(try nextSession(in: configuration))
            }
        }
    }

    /// The room's planned session that is meant now, else a new one.
    private func nextSession(in room: RoomConfiguration) throws -> SessionID {
        let now = Date()
        let today = time.day(of: now)
        let planned = try planned(in: room.id, around: now)
        if let meant = Self.session(meantAt: now, on: today, among: planned) { return meant.id }
        let body = try catalogue.body(room.body) ?? Body(id: room.body, name: room.body.capitalized)
        try catalogue.upsert(body)
        return try catalogue.createSession(
            title: body.name, body: body.id, day: today, room: room.id, begin: now
        ).id
    }

    /// Seconds from a session's planned begin within which it can be meant, whatever its day.
    private static let reach: TimeInterval = 43_200

    /// The planned sessions of all days within reach.
    private func planned(in room: String, around now: Date) throws -> [Session] {
        try catalogue.sessions(
            SessionFilter(
                states: [.planned], room: room,
                from: time.day(of: now.addingTimeInterval(-Self.reach)),
                to: time.day(of: now.addingTimeInterval(Self.reach))))
    }

    /// The session that begins nearest, on whatever day. One of today without a time may begin at
    /// any: it counts as half as far away as one can be.
    static func session(
        meantAt now: Date, on today: String, among planned: [Session]
    ) -> Session? {
        func distance(_ session: Session) -> TimeInterval {
            if let begin = session.begin { return abs(begin.timeIntervalSince(now)) }
            return session.id.day == today ? reach / 2 : .infinity
        }
        return planned.filter { distance($0) <= reach }
            .min { (distance($0), $0.id.rawValue) < (distance($1), $1.id.rawValue) }
    }

    /// The session whose time has come last, be it before midnight; not one of days ago.
    static func session(dueAt now: Date, among planned: [Session]) -> Session? {
        func delay(_ session: Session) -> TimeInterval {
            session.begin.map(now.timeIntervalSince) ?? -1
        }
        return planned.filter { (0...reach).contains(delay($0)) }
            .min { (delay($0), $0.id.rawValue) < (delay($1), $1.id.rawValue) }
    }

    /// Once a second: ends and starts what is due.
    func tick() {
        let now = Date()
        for (id, room) in rooms {
            guard let configuration = configurations[id] else { continue }
            let status = room.status
            endAfterLoss(status, configuration, now)
            if configuration.start == .scheduled, status.session == nil {
                startScheduled(in: id, now)
            }
        }
    }

    private func endAfterLoss(
        _ status: RoomIngest.Status, _ room: RoomConfiguration, _ now: Date
    ) {
        guard let session = status.session, !status.isConnected, let limit = room.endAfterLoss
        else {
            lost.withLock { $0[room.id] = nil }
            return
        }
        let since = lost.withLock { lost in
            let since = lost[room.id] ?? now
            lost[room.id] = since
            return since
        }
        guard now.timeIntervalSince(since) >= limit else { return }
        perform("ending \(session)") { try stop(session) }
    }

    private func startScheduled(in room: String, _ now: Date) {
        perform("starting a session in room \(room)") {
            let due = Self.session(dueAt: now, among: try planned(in: room, around: now))
            if let due { try start(due.id) }
        }
    }

    private func perform(_ action: String, _ body: () throws -> Void) {
        do {
            try body()
        } catch {
            log("Failed \(action): \((error as? Problem)?.detail ?? "\(error)")")
        }
    }
}
