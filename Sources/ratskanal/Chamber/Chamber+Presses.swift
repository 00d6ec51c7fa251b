import Agenda
import Ingest
import Link
import Recording
import Storage
import Synchronization

/// What shuts and opens a room. Shutting asks memory alone.
extension Chamber {
    func closeGate(_ target: Command.Target, by who: String, key: String?) throws -> Reply {
        try closeGate(in: try room(meantBy: target), by: who, key: key)
    }

    private func closeGate(in room: RoomIngest, by who: String, key: String?) throws -> Reply {
        Self.reply(to: try room.closeGate(by: who, key: key))
    }

    /// `gateClose`, `gateOpen`, `breakStart` and `breakEnd` as marks; nil where a mark is none of
    /// these, or of a break that is shown.
    func press(_ marker: Marker, of session: SessionID, isNow: Bool, by who: String) throws
        -> Reply?
    {
        switch marker.kind {
        case .gateClose, .gateOpen, .breakStart, .breakEnd: break
        default: return nil
        }
        let isOfGate = marker.kind == .gateClose || marker.kind == .gateOpen
        let session = try room(of: session).status.session ?? session
        if !isOfGate, let known = known.withLock({ $0[session] }), !areBreaksDark(in: known.session)
        {
            return nil
        }
        guard isNow else { throw CommandRefusal.onlyNow }
        let room = try room(of: session)
        switch marker.kind {
        case .gateClose: return try closeGate(in: room, by: who, key: marker.key)
        case .gateOpen: return try openGate(of: session, by: who)
        case .breakStart:
            return Self.reply(to: try room.startBreak(by: who, key: marker.key))
        default:
            if let set = known(marker, of: session) { return .marker(set, isNew: false) }
            if !marker.items.isEmpty { try shut(session, for: marker, isNow: true, by: who) }
            return .marker(
                try room.endBreak(by: who, key: marker.key, items: marker.items), isNew: true)
        }
    }

    private static func reply(to answer: PressAnswer) -> Reply {
        guard answer.isShut else { return .open }
        guard answer.isStored, let marker = answer.marker else {
            return .shut(isStored: answer.isStored)
        }
        return .marker(marker, isNew: answer.isNew)
    }

    /// Opens after the room's delay: never while an item is open that is not public.
    func openGate(of id: SessionID, by who: String) throws -> Reply {
        let room = try room(of: id)
        return try inTurn(room.id) {
            let open = try learn(id).openNonPublicItem
            do {
                let seconds = try room.openGate(by: who, isAllowed: open == nil)
                announcements.receive(.changed(id))
                return seconds.map { .opening(seconds: $0) } ?? .open
            } catch let error as IngestError where error.code == .openItemIsNotPublic {
                throw CommandRefusal.openItemIsNotPublic(number: open?.number ?? "")
            }
        }
    }

    private func room(meantBy target: Command.Target) throws -> RoomIngest {
        if let session = target.session { return try room(of: session) }
        let live = rooms.values.filter { room in
            room.status.session != nil && (target.room == nil || target.room == room.id)
        }
        guard let room = live.first else { throw CommandRefusal.nothingLive(room: target.room) }
        guard live.count == 1 else {
            throw CommandRefusal.severalLive(
                live.compactMap { $0.status.session }.sorted { $0.rawValue < $1.rawValue })
        }
        return room
    }

    // MARK: The rule, asked before a change is committed

    /// Shuts a live room where a change would leave an item open that is not public.
    func closeIfOpenItemIsNotPublic(
        in contents: SessionContents, by who: String
    ) throws {
        guard contents.openNonPublicItem != nil,
            let room = rooms.values.first(where: { $0.status.session == contents.session.id }),
            !room.status.isGateClosed || room.status.opensAt != nil
        else { return }
        _ = try room.closeGate(by: who, because: .item)
    }
}
