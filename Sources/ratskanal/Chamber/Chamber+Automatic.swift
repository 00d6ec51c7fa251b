import Agenda
import Foundation
import Ingest
import Storage
import Synchronization

/// What a room does by itself.
extension Chamber {
    enum Errand: Hashable {
        case end, start, pair
    }

    /// An encoder has connected: where the room is so configured, a session begins.
    func connected(_ room: String) {
        // The room waits for it: with the first key frame passed, viewers would wait for the next.
        perform("starting a session in room \(room)") {
            try inTurn(room) {
                guard let configuration = configurations[room], configuration.start == .connect,
                    rooms[room]?.status.session == nil
                else { return }
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
        let isDueForPair = ticks.add(1, ordering: .relaxed).newValue % 10 == 0
        for (id, room) in rooms {
            guard let configuration = configurations[id] else { continue }
            let status = room.status
            if isLostForGood(status, configuration), let session = status.session {
                later(.end, in: id) { [self] in
                    // Meanwhile it may be another one, or the encoder be back.
                    let status = room.status
                    guard status.session == session, !status.isConnected else { return }
                    perform("ending \(session)") { try stop(session) }
                }
            }
            if configuration.start == .scheduled, status.session == nil {
                later(.start, in: id) { [self] in
                    guard room.status.session == nil else { return }
                    startScheduled(in: id, Date())
                }
            }
            if isDueForPair { pair(room) }
        }
    }

    /// Each ten seconds, what the wall clock says at which media time.
    private func pair(_ room: RoomIngest) {
        guard let pair = room.clockPair else { return }
        later(.pair, in: room.id) { [self] in
            perform("noting the time in \(pair.session)") {
                do {
                    try catalogue.addPair(
                        of: pair.session, epoch: pair.epoch, time: pair.time, wall: pair.wall)
                } catch let error as StorageError where error.code == .busy {
                    // The next one says as much, and that the catalogue is held is said already.
                }
            }
        }
    }

    /// Whether the encoder has been gone for as long as ends a session.
    private func isLostForGood(
        _ status: RoomIngest.Status, _ room: RoomConfiguration
    ) -> Bool {
        guard status.session != nil, !status.isConnected, let limit = room.endAfterLoss else {
            lost.withLock { $0[room.id] = nil }
            return false
        }
        let now = ContinuousClock.now
        let since = lost.withLock { lost in
            let since = lost[room.id] ?? now
            lost[room.id] = since
            return since
        }
        return since.duration(to: now) >= .seconds(limit)
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
            log("Failed \(action): \(error)")
        }
    }
}
