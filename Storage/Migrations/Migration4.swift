import Agenda
import Foundation

extension Migration {
    /// What the office says of an item's publicity, stronger than its flag and words.
    ///
    /// Words are read otherwise from here on. What the reading until now closed in sessions that
    /// run or have ended stays closed: nobody has looked whether it may be shown.
    static let publicity = Migration(4) { database in
        try database.script(
            """
            ALTER TABLE item ADD COLUMN decision TEXT
                CHECK (decision IN ('public', 'non-public', 'kept'));
            """)
        let now = Date()
        let sessions = try database.rows(
            """
            SELECT s.number, s.title, b.name FROM session s JOIN body b ON b.id = s.body
            WHERE s.state IN ('live', 'ended')
            """
        ) { (number: $0.int64(0), title: $0.text(1), body: $0.text(2)) }
        for session in sessions {
            let agenda = try database.rows(
                """
                SELECT id, number, title, publicity, parent FROM item WHERE session = ?
                ORDER BY position, id
                """, session.number
            ) { row in
                AgendaItem(
                    id: row.int64(0), number: row.text(1), title: row.text(2),
                    publicity: Publicity(rawValue: row.text(3)) ?? .nonPublic,
                    parent: row.int64OrNil(4))
            }
            let former = FormerPublicityRule(
                agenda: agenda, sessionTitle: session.title, bodyName: session.body)
            let rule = PublicityRule(
                agenda: agenda, sessionTitle: session.title, bodyName: session.body)
            for item in agenda where former.closed.contains(item.id) && rule.isPublic(item.id) {
                try database.execute(
                    "UPDATE item SET decision = 'kept' WHERE id = ?", item.id)
                try database.execute(
                    """
                    INSERT INTO audit (at, who, action, session, marker, before, after)
                    VALUES (?, 'upgrade', 'publicity', ?, 0, ?, ?)
                    """, now, session.number, #"{"item":\#(item.id)}"#,
                    #"{"decision":"kept","item":\#(item.id)}"#)
            }
        }
    }
}
