import Agenda
import Foundation
import Ingest
import Link
import Recording
import Storage
import Synchronization

/// Marks of live sessions: set, changed and taken away.
extension Chamber {
    func mark(
        _ id: SessionID, _ marker: Marker, isNow: Bool, by who: String
    ) throws -> Reply {
        if let reply = try press(marker, of: id, isNow: isNow, by: who) { return reply }
        let room = try room(of: id)
        // Stamped on arrival, before anything is waited for.
        let marker = try stamped(marker, in: room, isNow: isNow)
        if let set = known(marker, of: id) { return .marker(set, isNew: false) }
        try askBefore(marker, of: id, by: who)
        return try inTurn(room.id) {
            // Once more: the gate may have been opened while this waited.
            try askBefore(marker, of: id, by: who)
            let (stored, isNew) = try catalogue.add(marker, to: id, by: who)
            try settle(id)
            return .marker(stored, isNew: isNew)
        }
    }

    /// Closes the gate where such a mark would leave an item open that is not public; asks memory
    /// alone.
    func shut(_ id: SessionID, for marker: Marker, isNow: Bool, by who: String) throws {
        let room = try room(of: id)
        guard known(marker, of: id) == nil else { return }
        try askBefore(try stamped(marker, in: room, isNow: isNow), of: id, by: who)
    }

    /// The marker that bore the same key.
    func known(_ marker: Marker, of id: SessionID) -> Marker? {
        guard let key = marker.key else { return nil }
        return known.withLock { $0[id]?.markers.first { $0.key == key } }
    }

    private func askBefore(_ marker: Marker, of id: SessionID, by who: String) throws {
        guard let contents = known.withLock({ $0[id] }) else { return }
        try askBefore(contents, contents.markers + [marker], by: who)
    }

    /// Other values for a marker.
    func change(
        _ id: SessionID, _ marker: Marker, isNow: Bool, by who: String
    ) throws -> Reply {
        let room = try room(of: id)
        let before = try catalogue.marker(marker.id, of: id)
        guard let before else { throw CommandRefusal.noSuchMarker }
        guard !isFixed(before, in: id), !isFixed(marker, in: id) else {
            throw CommandRefusal.fixedMark
        }
        let marker =
            isNow || marker.at != before.at
            ? try stamped(marker, in: room, isNow: isNow) : marker
        if let contents = known.withLock({ $0[id] }) {
            try askBefore(
                contents, contents.markers.map { $0.id == marker.id ? marker : $0 }, by: who)
        }
        return try inTurn(room.id) {
            let changed = try catalogue.change(marker, of: id, by: who)
            try settle(id)
            return .marker(changed, isNew: false)
        }
    }

    /// What the office says of an item's publicity.
    func decide(
        _ decision: PublicityDecision?, onItem item: Int64, of id: SessionID, by who: String
    ) throws -> Reply {
        let room = try room(of: id)
        if let contents = known.withLock({ $0[id] }) {
            try closeIfOpenItemIsNotPublic(
                in: contents.deciding(decision, onItem: item), by: who)
        }
        return try inTurn(room.id) {
            try catalogue.decide(decision, onItem: item, of: id, by: who)
            try settle(id)
            return .done
        }
    }

    /// Undoing a break that goes on is its end.
    func remove(_ number: Int64, of id: SessionID, by who: String) throws -> Reply {
        let room = try room(of: id)
        guard let marker = try catalogue.marker(number, of: id) else {
            throw CommandRefusal.noSuchMarker
        }
        if isFixed(marker, in: id) {
            guard marker.kind == .breakStart, room.status.isBreak,
                try catalogue.markers(of: id).last(where: { $0.kind == .breakStart })?.id == number
            else { throw CommandRefusal.fixedMark }
            return .marker(try room.endBreak(by: who), isNew: true)
        }
        if let contents = known.withLock({ $0[id] }) {
            try askBefore(contents, contents.markers.filter { $0.id != number }, by: who)
        }
        return try inTurn(room.id) {
            try catalogue.remove(marker: number, of: id, by: who)
            try settle(id)
            return .done
        }
    }

    /// Marks of the gate, and of breaks that hid the picture.
    private func isFixed(_ marker: Marker, in session: SessionID) -> Bool {
        switch marker.kind {
        case .gateClose, .gateOpen: true
        case .breakStart, .breakEnd:
            marker.stamp != nil
                && known.withLock { $0[session].map { areBreaksDark(in: $0.session) } ?? true }
        default: false
        }
    }

    private func stamped(
        _ marker: Marker, in room: RoomIngest, isNow: Bool
    ) throws -> Marker {
        var marker = marker
        let (time, stamp) = room.stampNow()
        if isNow {
            marker.at = .media(time)
            marker.stamp = stamp
        } else if FutureMark.isMeant(by: marker.at, media: time, now: Date()) {
            throw CommandRefusal.inTheFuture
        }
        return marker
    }

    private func askBefore(
        _ contents: SessionContents, _ markers: [Marker], by who: String
    ) throws {
        try closeIfOpenItemIsNotPublic(in: contents.replacing(markers: markers), by: who)
    }

    /// After a commit: what it says is at hand, and viewers are told.
    private func settle(_ id: SessionID) throws {
        try learn(id)
        announcements.receive(.changed(id))
    }
}
