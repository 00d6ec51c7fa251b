import Agenda
import Foundation
import Pages
import Storage

/// What a room does now, for its page and for the API alike.
extension Web {
    struct RoomState {
        var page: RoomPage.State
        /// The live session, else the one that ended last today, else the next one.
        var contents: Pages.SessionContents?
        var next: Session?
        var isConnected: Bool
    }

    func roomExists(_ id: String) -> Bool {
        configuration.rooms.contains { $0.id == id }
    }

    /// All that the state of a room depends on while everybody may see what it has live; nil where
    /// nothing of the kind is live. Asks memory alone.
    func roomMoment(_ room: String) -> RoomAnswers.Moment? {
        guard let live = shelf.live(in: room) else { return nil }
        let generation = live.generation
        let session = live.admission.session
        guard session.state == .live, session.visibility == .public else { return nil }
        let (input, changes) = (shelf.input(of: room), shelf.changes)
        return RoomAnswers.Moment(
            session: live.id, generation: generation, isConnected: input?.isConnected,
            inputSince: input?.since, own: changes.own, others: changes.others,
            quarter: Int(Date().timeIntervalSince1970 / 900))
    }

    /// Blocks.
    func roomState(_ room: String) throws -> RoomState {
        let input = shelf.input(of: room)
        let isConnected = input?.isConnected ?? false
        let next = try nextSession(in: room)
        if let live = shelf.live(in: room)?.snapshot, live.session.visibility == .public {
            let contents = live.contents(roomName: roomName(room))
            let timeline = live.timeline
            let page: RoomPage.State =
                if live.isGateClosed {
                    .closed(
                        since: timeline.closed.last { $0.wallEnd == nil }?.wallStart)
                } else if let pause = timeline.breakAtEnd {
                    .pause(since: pause.wallStart(by: contents.clock))
                } else if !isConnected {
                    .lost(since: input?.since)
                } else {
                    .live
                }
            return RoomState(page: page, contents: contents, next: next, isConnected: isConnected)
        }
        let today = CityTime(configuration.timeZone).day(of: Date())
        let ended = try catalogue.sessions(
            SessionFilter(
                states: [.ended], visibilities: [.public], room: room, from: today, to: today),
            limit: 1
        ).first
        if let next, ended == nil || next.id.day == today {
            return RoomState(
                page: .waiting, contents: try contents(of: next), next: next,
                isConnected: isConnected)
        }
        return RoomState(
            page: ended == nil ? .waiting : .ended, contents: try ended.flatMap(contents),
            next: next, isConnected: isConnected)
    }

    private func nextSession(in room: String) throws -> Session? {
        let today = CityTime(configuration.timeZone).day(of: Date())
        return try catalogue.sessions(
            SessionFilter(
                states: [.planned], visibilities: [.public], room: room, from: today,
                order: .oldestFirst), limit: 1
        ).first
    }

    /// What lists show of a session; nil where it is not everybody's any more. Blocks.
    func contents(of session: Session) throws -> Pages.SessionContents? {
        let snapshot = try shelf.load(session.id)?.snapshot
        return snapshot.flatMap { snapshot in
            snapshot.session.visibility == .public
                ? snapshot.contents(roomName: roomName(session.room)) : nil
        }
    }
}

extension RoomJSON {
    init(room: String, _ state: Web.RoomState) {
        self.room = room
        let live: Bool
        switch state.page {
        case .live, .pause, .closed, .lost: live = true
        case .waiting, .ended: live = false
        }
        session = live ? state.contents?.session.id.rawValue : nil
        self.state = live ? "live" : state.next == nil ? "none" : "planned"
        input = state.isConnected ? "connected" : "lost"
        gate = "open"
        if case .closed(let wall) = state.page {
            gate = "closed"
            since = wall.map(APITime.init)
        }
        if case .lost(let wall) = state.page { since = wall.map(APITime.init) }
        if case .pause(let wall) = state.page {
            self.state = "break"
            since = wall.map(APITime.init)
        }
        next = state.next.map {
            Next(session: $0.id.rawValue, begin: $0.begin.map(APITime.init))
        }
    }
}
