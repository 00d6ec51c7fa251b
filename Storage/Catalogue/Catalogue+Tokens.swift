public import Foundation

extension Catalogue {
    /// Keeps a token's digest.
    public func addToken(
        name: String, right: Token.Right, room: String? = nil, sha256: [UInt8],
        at now: Date = Date()
    ) throws -> Token {
        guard sha256.count == 32 else {
            throw StorageError(.invalid("a SHA-256 has 32 bytes"), while: "adding a token")
        }
        return try write { database in
            try database.execute(
                """
                INSERT INTO token (name, "right", room, sha256, created) VALUES (?, ?, ?, ?, ?)
                """, name, right.rawValue, room, sha256, now)
            return Token(
                id: database.lastInsertedID, name: name, right: right, room: room,
                sha256: sha256, created: now)
        }
    }

    /// The token with this digest, or nil.
    public func token(sha256: [UInt8]) throws -> Token? {
        try read { database in
            try database.rows(
                #"SELECT id, name, "right", room, sha256, created FROM token WHERE sha256 = ?"#,
                sha256, read: Self.token
            ).first
        }
    }

    /// All of them.
    public func tokens() throws -> [Token] {
        try read { database in
            try database.rows(
                #"SELECT id, name, "right", room, sha256, created FROM token ORDER BY id"#,
                read: Self.token)
        }
    }

    private static func token(_ row: Row) throws -> Token {
        guard let right = Token.Right(rawValue: row.text(2)) else {
            throw StorageError(.damaged, while: "reading a token", object: row.text(1))
        }
        return Token(
            id: row.int64(0), name: row.text(1), right: right, room: row.textOrNil(3),
            sha256: row.blob(4), created: row.date(5))
    }
}
