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

    /// The room's planned session nearest today, else a new one.
    private func nextSession(in room: RoomConfiguration) throws -> SessionID {
        let now = Date()
        func distance(_ session: Session) -> TimeInterval {
            session.begin.map { abs($0.timeIntervalSince(now)) } ?? .infinity
        }
        let planned = try catalogue.sessions(
            SessionFilter(states: [.planned], room: room.id), limit: 200)
        let today = time.day(of: now)
        let nearest = planned.min { distance($0) < distance($1) }
        if let nearest, nearest.id.day == today || distance(nearest) < 43_200 { return nearest.id }
        let body = try catalogue.body(room.body) ?? Body(id: room.body, name: room.body.capitalized)
        try catalogue.upsert(body)
        return try catalogue.createSession(
            title: body.name, body: body.id, day: today, room: room.id, begin: now
        ).id
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
            let today = time.day(of: now)
            let filter = SessionFilter(states: [.planned], room: room, from: today, to: today)
            let due = try catalogue.sessions(filter).first { ($0.begin ?? .distantFuture) <= now }
            if let due { try start(due.id) }
        }
    }

    private func perform(_ action: String, _ body: () throws -> Void) {
        do {
            try body()
        } catch {
            log("Failed \(action): \(Problem(wording: error).detail)")
        }
    }
}
