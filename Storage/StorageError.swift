public import Agenda

/// Why something could not be stored, found or opened.
public struct StorageError: Error, Sendable, CustomStringConvertible {
    /// What went wrong, as a fact that a caller can act on.
    public enum Code: Hashable, Sendable {
        /// The catalogue was written by a later program, which knows more migrations.
        case newerCatalogue(found: Int, known: Int)
        /// Another process owns the data directory.
        case inUseByAnotherProcess
        case diskFull
        /// The data directory cannot be made, entered or written.
        case dataDirectory
        case notPermitted
        /// The catalogue or a file is not what it should be.
        case damaged
        /// The catalogue was locked by another process for too long.
        case busy
        /// No such session, marker, person, token or track.
        case notFound
        /// A marker names an item that is not on its session's agenda.
        case unknownItem(Int64)
        /// A marker names a person that nobody knows.
        case unknownPerson(Int64)
        /// A marker lacks what its kind needs, or an id breaks its rule.
        case invalid(String)
        /// Gate markers are set at "now" alone, by the gate, and never changed or deleted.
        case gateMarkersAreFixed
        /// The session's state does not allow it.
        case conflict(String)
        /// A session of the same file is there already.
        case importedBefore(SessionID)
        /// SQLite refused for a reason of its own.
        case database
        /// The operating system refused for a reason of its own.
        case inputOutput
    }

    /// What lies beneath.
    public enum Cause: Sendable {
        /// An extended result code of SQLite, its message, and the statement without its arguments.
        case sqlite(code: Int32, message: String, sql: String?)
        /// An `errno`.
        case system(Int32, String)
    }

    public var code: Code
    /// What was under way: "opening the catalogue".
    public var action: String
    /// What it was done to: a path, an id.
    public var object: String?
    public var cause: Cause?

    public init(_ code: Code, while action: String, object: String? = nil, cause: Cause? = nil) {
        self.code = code
        self.action = action
        self.object = object
        self.cause = cause
    }

    public var description: String {
        var text = action
        if let object { text += " (\(object))" }
        text += ": \(fact)"
        switch cause {
        case .sqlite(let code, let message, let sql):
            text += "; SQLite \(code): \(message)"
            if let sql { text += " [\(sql)]" }
        case .system(_, let message):
            text += "; \(message)"
        case nil:
            break
        }
        return text
    }

    /// What a person is told, and can do about it: nothing of SQL.
    public var sentence: String {
        switch (code, cause) {
        case (.notFound, _): return "There is no \(object ?? "such thing")."
        case (.dataDirectory, .system(_, let message)?):
            return "\(object ?? "The data directory") (\(message)): \(fact)."
        case (.inputOutput, .system(_, let message)?):
            return "\(object ?? action): \(fact) (\(message)): check the disk."
        case (.database, _), (.inputOutput, _):
            return "\(object ?? action): \(fact): try again, and check the disk if it stays so."
        case (.newerCatalogue, _), (.inUseByAnotherProcess, _), (.notPermitted, _), (.damaged, _):
            return "\(object ?? action): \(fact)."
        case (.diskFull, _), (.busy, _), (.unknownItem, _), (.unknownPerson, _), (.invalid, _),
            (.gateMarkersAreFixed, _), (.conflict, _), (.importedBefore, _), (.dataDirectory, _):
            return fact.prefix(1).uppercased() + fact.dropFirst() + "."
        }
    }

    /// The code in words.
    public var fact: String {
        switch code {
        case .newerCatalogue(let found, let known):
            "the catalogue is of version \(found), this program knows versions up to \(known): "
                + "install the newer program again, or restore a backup from before it"
        case .inUseByAnotherProcess:
            "another process has it: stop that one, or name another folder with --data"
        case .diskFull: "the disk is full: free space and try again"
        case .dataDirectory:
            "the data directory cannot be used: name another folder with --data, or run this as "
                + "the service's user"
        case .notPermitted: "this user may not do that: run it as the one who owns the data"
        case .damaged: "it is damaged or of another kind: restore a backup"
        case .busy: "another process holds the catalogue for too long: try again"
        case .notFound: "there is none"
        case .unknownItem(let id): "item \(id) is not on the session's agenda"
        case .unknownPerson(let id): "there is no person \(id)"
        case .invalid(let reason): reason
        case .gateMarkersAreFixed: "marks of the gate are never changed or deleted"
        case .conflict(let reason): reason
        case .importedBefore(let session): "it was imported before, as \(session)"
        case .database: "the catalogue refused"
        case .inputOutput: "the operating system refused"
        }
    }
}
