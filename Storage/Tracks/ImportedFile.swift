public import Agenda
import Foundation

/// What a recording was imported from, to know it again.
public struct ImportedFile: Hashable, Sendable {
    /// As it was named, without its folder.
    public var name: String
    public var bytes: Int64
    /// SHA-256 over its first and its last MiB.
    public var digest: [UInt8]

    public init(name: String, bytes: Int64, digest: [UInt8]) {
        self.name = name
        self.bytes = bytes
        self.digest = digest
    }

    func insert(of session: Int64, in database: Database) throws {
        try database.execute(
            "INSERT INTO import (session, name, bytes, digest, at) VALUES (?, ?, ?, ?, ?)",
            session, name, bytes, digest, Date())
    }

    /// The session that it was imported into, or nil.
    func session(in database: Database) throws -> SessionID? {
        try database.row(
            """
            SELECT s.id FROM import i JOIN session s ON s.number = i.session
            WHERE i.bytes = ? AND i.digest = ? ORDER BY i.at LIMIT 1
            """, bytes, digest, read: { SessionID(rawValue: $0.text(0)) }
        ).flatMap(\.self)
    }
}

extension Catalogue {
    /// The session that a file was imported into, or nil.
    public func session(importedFrom file: ImportedFile) throws -> SessionID? {
        try read { try file.session(in: $0) }
    }

    /// Takes away what imports left that were killed in the middle; returns how many did.
    public func removeUnfinishedImports(from directory: DataDirectory) throws -> Int {
        try FolderClaim.removeLeftOvers(in: directory.file("media")) { name in
            guard let id = SessionID(rawValue: name) else { return false }
            return try session(id) != nil
        }.count
    }
}
