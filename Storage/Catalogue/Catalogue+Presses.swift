public import Agenda
public import Foundation
public import Recording

extension Catalogue {
    /// A random word that no other catalogue has.
    public func identity() throws -> String {
        try read { database in
            guard let id = try database.row("SELECT id FROM identity", read: { $0.text(0) }) else {
                throw StorageError(.damaged, while: "reading the catalogue's name", object: path)
            }
            return id
        }
    }

    /// Sets a press's marker, synced, and remembers what it shuts or opens. One whose counter or
    /// key is known, or that changes nothing, is given back as it stands. A key that belongs to a
    /// mark that does not say the same is not kept.
    public func keep(_ press: Press) throws -> Marker {
        let marker = try write(synced: true) { database in
            let number = try database.number(of: press.session)
            let known = try Self.markers(
                in: database,
                where: #"session = ?1 AND (counter = ?2 OR "key" = ?3)"#, number,
                press.stamp.counter, press.key)
            if let same = known.first(where: { $0.stamp?.counter == press.stamp.counter }) {
                return same
            }
            if let standing = try Self.standing(press.kind, of: number, in: database) {
                return standing
            }
            var marker = press.marker
            if !known.isEmpty { marker.key = nil }
            marker = try Self.insert(
                marker, of: number, by: press.by, at: press.stamp.wall, in: database)
            if press.kind == .gateClose || press.kind == .gateOpen {
                try database.execute(
                    """
                    INSERT INTO recording (session, nextSequence, gateClosed, gateSince, gateMedia)
                    VALUES (?, 0, ?, ?, ?) ON CONFLICT (session) DO UPDATE
                    SET gateClosed = excluded.gateClosed, gateSince = excluded.gateSince,
                        gateMedia = excluded.gateMedia
                    """, number, press.kind == .gateClose, press.stamp.wall, press.time)
            }
            FaultPoint.reach(.gateWritten)
            return marker
        }
        FaultPoint.reach(.gateCommitted)
        return marker
    }

    /// The marker that says already what a press would, or nil. The same state again is no event.
    private static func standing(
        _ kind: MarkerKind, of session: Int64, in database: Database
    ) throws -> Marker? {
        let isOfGate = kind == .gateClose || kind == .gateOpen
        let kinds = isOfGate ? "'gateClose', 'gateOpen'" : "'breakStart', 'breakEnd'"
        let last = try markers(
            in: database,
            where: """
                session = ?1 AND deleted = 0 AND id = (SELECT max(id) FROM marker
                    WHERE session = ?1 AND deleted = 0 AND kind IN (\(kinds)))
                """, session
        ).first
        return last?.kind == kind ? last : nil
    }

    /// The highest counter of a room's marks, and whether its block on the data disk was made.
    func gate(ofRoom room: String) throws -> (counter: Int64, hasBlock: Bool) {
        try read { database in
            try database.row(
                "SELECT counter, block FROM gate WHERE room = ?", room,
                read: { ($0.int64(0), $0.bool(1)) }) ?? (0, false)
        }
    }

    /// From now on a room without its block is closed.
    func noteBlock(ofRoom room: String) throws {
        try write(synced: true) { database in
            try database.execute(
                """
                INSERT INTO gate (room, counter, block) VALUES (?, 0, 1)
                ON CONFLICT (room) DO UPDATE SET block = 1
                """, room)
        }
    }

    /// Remembers by how many seconds a session's picture can come late: the longest counts.
    public func noteGateDelay(_ delay: TimeInterval, of session: SessionID) throws {
        try write(synced: false) { database in
            try database.execute(
                """
                INSERT INTO recording (session, nextSequence, gateDelay) VALUES (?1, 0, ?2)
                ON CONFLICT (session) DO UPDATE
                SET gateDelay = max(ifnull(gateDelay, 0), excluded.gateDelay)
                """, database.number(of: session), delay)
        }
    }

    /// Remembers what the wall clock said at a media time.
    public func addPair(
        of session: SessionID, epoch: Int, time: MediaTime, wall: Date
    ) throws {
        try write(synced: false) { database in
            try database.execute(
                "INSERT OR IGNORE INTO pair (session, epoch, media, wall) VALUES (?, ?, ?, ?)",
                database.number(of: session), epoch, time, wall)
        }
    }

    /// Counts a stamped marker among its room's.
    static func count(_ stamp: RoomStamp, of session: Int64, in database: Database) throws {
        try database.execute(
            """
            INSERT INTO gate (room, counter) SELECT room, ?2 FROM session
            WHERE number = ?1 AND room IS NOT NULL
            ON CONFLICT (room) DO UPDATE SET counter = max(counter, excluded.counter)
            """, session, stamp.counter)
    }
}
