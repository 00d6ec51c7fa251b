import Agenda
import Foundation
import Link
import Storage

/// What a command works on: the configuration, the catalogue, and the ingest that runs, if any.
struct Desk: Sendable {
    let configuration: Configuration
    let directory: DataDirectory
    let catalogue: Catalogue

    init(_ invocation: Invocation) throws {
        configuration = try Configuration(
            file: invocation["--config"], data: invocation["--data"])
        directory = try DataDirectory(at: configuration.data, owning: false)
        catalogue = try Catalogue(at: directory.catalogue)
    }

    /// The body with this id; a new one is added under its id as its name.
    func body(_ id: String) throws -> Body {
        if let known = try catalogue.body(id) { return known }
        let body =
            configuration.bodies.first { $0.id == id }
            ?? Body(id: id, name: id.prefix(1).uppercased() + id.dropFirst())
        try catalogue.upsert(body)
        return body
    }

    /// The body that is called so, by its id or its name; a new one where there is none.
    func body(named name: String) throws -> Body {
        if Slug.isValid(name) { return try body(name) }
        let known = try catalogue.bodies() + configuration.bodies
        if let body = known.first(where: { $0.name.lowercased() == name.lowercased() }) {
            return try self.body(body.id)
        }
        guard let id = Slug.make(from: name) else {
            throw Failure(.failed, "\"\(name)\" is no name of a body: write it with letters.")
        }
        if let body = try catalogue.body(id) { return body }
        let body = Body(id: id, name: name)
        try catalogue.upsert(body)
        return body
    }

    func room(_ id: String?) throws -> String? {
        guard let id, !configuration.rooms.isEmpty else { return id }
        let known = configuration.rooms.map(\.id)
        guard known.contains(id) else {
            let hint = Spelling.nearest(to: id, in: known).map { " Did you mean \($0)?" } ?? ""
            throw Failure(
                .usage, "There is no room \(id), only \(known.joined(separator: ", ")).\(hint)")
        }
        return id
    }

    /// `--begin`: `17:00` on a day in the city's time zone, or a full time.
    func begin(_ invocation: Invocation, on day: String?) throws -> Date? {
        guard let text = invocation["--begin"] else { return nil }
        let clock = CityTime(configuration.timeZone)
        guard
            let begin = APITime(text)?.date ?? day.flatMap({ clock.date(day: $0, clock: text) })
        else {
            throw invocation.usage(
                "\(text) is no time like 17:00" + (day == nil ? " of a day named by --date." : "."))
        }
        return begin
    }

    func session(_ text: String) throws -> Session {
        guard let id = SessionID(rawValue: text), let session = try catalogue.session(id) else {
            let known = try catalogue.sessions(limit: 500).map(\.id.rawValue)
            let hint = Spelling.nearest(to: text, in: known).map { " Did you mean \($0)?" } ?? ""
            throw Failure(.failed, "There is no session \(text).\(hint)")
        }
        return session
    }

    /// The session named, or the only live one (of a room).
    func liveSession(_ text: String?, room: String? = nil) throws -> Session {
        if let text { return try session(text) }
        let live = try catalogue.sessionsLive().filter { room == nil || $0.room == room }
        guard let session = live.first else {
            throw Failure(
                .failed, "No session is live. Start one with `ratskanal session start ID`.")
        }
        guard live.count == 1 else {
            let ids = live.map(\.id.rawValue).joined(separator: ", ")
            throw Failure(.usage, "Several sessions are live (\(ids)): name one with --session ID.")
        }
        return session
    }

    /// The session named, or the only one that is live or planned.
    func plannedSession(_ text: String?) throws -> Session {
        if let text { return try session(text) }
        let sessions = try catalogue.sessions(SessionFilter(states: [.live, .planned]), limit: 2)
        guard sessions.count == 1 else {
            throw Failure(.usage, "Say which session is meant: --session ID.")
        }
        return sessions[0]
    }

    /// In whose name the command line marks.
    static let name = "command line"

    /// The same where none may run: one that starts later reads the catalogue and acts by it.
    func commandIfRunning(_ command: Command) throws {
        do {
            try self.command(command)
        } catch let error as LinkError where error.code == .notRunning {
            return
        }
    }

    /// Sends a command to the ingest that runs here.
    @discardableResult
    func command(_ command: Command) throws -> Reply {
        try Self.command(command, in: directory.path)
    }

    /// The same for a data directory, whose catalogue is not asked.
    @discardableResult
    static func command(_ command: Command, in data: String) throws -> Reply {
        let reply = try CommandClient(path: DataDirectory.socket(in: data)).send(command)
        switch reply {
        case .refused(let refusal): throw Failure(.failed, "\(refusal)")
        case .shut(isStored: false):
            throw Failure(
                .failed,
                "Nothing goes out, but the disk has not taken that it is closed. It is tried again "
                    + "each second: do not restart Ratskanal before it is stored.")
        default: return reply
        }
    }
}
