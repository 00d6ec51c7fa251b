import Agenda
import Glibc
import Recording

/// What a catalogue says of itself; looking changes nothing, whoever else has it open.
public struct CatalogueInspection: Sendable, Hashable {
    /// The last migration that it has had.
    public var version: Int
    /// The last one that this program knows.
    public var known: Int
    /// What SQLite's `quick_check` found wrong, at most ten lines; none is good.
    public var faults: [String]
    /// Bits a second of each room's newest recording, all its tracks together.
    public var bitRates: [String: Double]

    /// Nil where there is no catalogue yet. Reads all of it, which takes its time.
    public init?(at path: String) throws {
        var status = stat()
        guard stat(path, &status) == 0 else {
            guard errno == ENOENT else {
                throw StorageError.system(while: "opening the catalogue", object: path)
            }
            return nil
        }
        // Whoever has it open, or had when it was killed, keeps a log beside it.
        let hasLog = stat("\(path)-wal", &status) == 0
        let database = try Database(opening: path, access: hasLog ? .readOnly : .untouched)
        known = Migration.all.last?.number ?? 0
        version = try Migration.version(of: database)
        faults = try Self.faults(in: database)
        bitRates = version == known && faults.isEmpty ? try Self.bitRates(in: database) : [:]
    }

    private static func faults(in database: Database) throws -> [String] {
        do {
            return try database.rows("PRAGMA quick_check(10)", read: { $0.text(0) })
                .filter { $0 != "ok" }
        } catch let error as StorageError where error.code == .damaged {
            // So badly that it cannot even be checked.
            return ["\(error)"]
        }
    }

    private static func bitRates(in database: Database) throws -> [String: Double] {
        let newest = try database.rows(
            """
            SELECT room, max(number) FROM session s WHERE room IS NOT NULL
            AND EXISTS (SELECT 1 FROM epoch e WHERE e.session = s.number) GROUP BY room
            """, read: { ($0.text(0), $0.int64(1)) })
        var rates: [String: Double] = [:]
        for (room, session) in newest {
            let seconds = try database.clock(of: session).end.seconds
            // The first seconds of a recording say little of the rest.
            guard seconds >= 10 else { continue }
            let tracks = Set(try database.epochs(of: session).flatMap(\.tracks).map(\.id))
            let bytes = try tracks.reduce(Int64(0)) { sum, track in
                let segments = try database.segments(of: session, track: track, files: "1")
                return sum + segments.reduce(0) { $0 + ($1.location?.range.length ?? 0) }
            }
            rates[room] = Double(bytes) * 8 / seconds
        }
        return rates
    }
}
