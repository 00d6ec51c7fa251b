public import Agenda
public import Foundation

extension Catalogue {
    /// Says of an item that it is public or not, whatever its flag and words say; nil lets these
    /// decide again. The audit log is written with it.
    public func decide(
        _ decision: PublicityDecision?, onItem item: Int64, of session: SessionID,
        by who: String, at now: Date = Date()
    ) throws {
        try write { database in
            let number = try database.number(of: session)
            let agenda = try Self.agenda(of: number, in: database)
            guard let before = agenda.first(where: { $0.id == item }) else {
                throw StorageError(.unknownItem(item), while: "deciding on an item's publicity")
            }
            guard before.decision != decision else { return }
            try database.execute(
                "UPDATE item SET decision = ? WHERE id = ?", decision?.rawValue, item)
            try database.execute(
                """
                INSERT INTO audit (at, who, action, session, marker, before, after)
                VALUES (?, ?, 'publicity', ?, 0, ?, ?)
                """, now, who, number,
                try Self.encode(PublicityChange.Side(item: item, decision: before.decision)),
                try Self.encode(PublicityChange.Side(item: item, decision: decision)))
        }
    }

    /// What was said of a session's items, oldest first.
    public func publicityChanges(of session: SessionID) throws -> [PublicityChange] {
        try read { database in
            try database.rows(
                """
                SELECT id, at, who, before, after FROM audit
                WHERE session = ? AND action = 'publicity' ORDER BY id
                """, database.number(of: session)
            ) { row in
                let before = try Self.decode(row.text(3))
                let after = try Self.decode(row.text(4))
                return PublicityChange(
                    id: row.int64(0), at: row.date(1), by: row.text(2), item: after.item,
                    before: before.decision, after: after.decision)
            }
        }
    }

    private static func encode(_ side: PublicityChange.Side) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(side), as: UTF8.self)
    }

    private static func decode(_ text: String) throws -> PublicityChange.Side {
        try JSONDecoder().decode(PublicityChange.Side.self, from: Data(text.utf8))
    }
}
