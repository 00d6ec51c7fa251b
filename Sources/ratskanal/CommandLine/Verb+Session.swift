import Agenda
import Foundation
import Link
import Storage

extension Verb {
    static let sessionCreate = Verb(
        words: ["session", "create"], summary: "plan a session; prints its id",
        options: [
            Option("--title", "T", help: "as it is announced: \"Stadtrat, 31. Sitzung\""),
            Option("--body", "B", help: "the body's id, [a-z0-9-]; a new one is added"),
            Option("--date", "D", help: "YYYY-MM-DD"),
            Option("--room", "R", help: "the room's id"),
            Option("--begin", "TIME", help: "HH:MM that day, or a full time"),
            Option("--visibility", "V", help: "office, unlisted or public; default the body's"),
        ]
    ) { invocation in
        let title = try invocation.required("--title").trimmingCharacters(in: .whitespaces)
        let date = try invocation.required("--date")
        let bodyID = try invocation.bodyID(invocation.required("--body"))
        guard !title.isEmpty else { throw invocation.usage("--title is empty.") }
        let day = try invocation.day("--date") ?? date
        let visibility = try invocation.visibility()
        let desk = try Desk(invocation)
        let body = try desk.body(bodyID)
        let begin = try desk.begin(invocation, on: day)
        let session = try desk.catalogue.createSession(
            title: title, body: body.id, day: day, room: try desk.room(invocation["--room"]),
            begin: begin, visibility: visibility)
        Output.write(line: session.id)
    }

    static let sessionList = Verb(
        words: ["session", "list"], summary: "list sessions, the newest first",
        options: [
            .json, Option("--body", "B", help: "only this body's"),
            Option("--state", "S", help: "only planned, live, ended or cancelled ones"),
            Option("--limit", "N", help: "at most so many; default 50"),
        ]
    ) { invocation in
        let desk = try Desk(invocation)
        var filter = SessionFilter(body: invocation["--body"])
        if let text = invocation["--state"] {
            guard let state = SessionState(rawValue: text) else {
                throw invocation.usage("--state is planned, live, ended or cancelled.")
            }
            filter.states = [state]
        }
        let limit = try invocation.number("--limit", in: 1...100_000) ?? 50
        let sessions = try desk.catalogue.sessions(filter, limit: limit)
        if invocation.has("--json") {
            Output.write(line: try JSON.text(sessions.map { SessionJSON($0) }))
            return
        }
        for session in sessions {
            Output.write(
                line:
                    "\(session.id.rawValue.padded(to: 32))\(session.state.rawValue.padded(to: 10))"
                    + "\(session.visibility.rawValue.padded(to: 10))\(session.title)")
        }
    }

    static let sessionStart = Verb(
        words: ["session", "start"], summary: "record a session from now on",
        operands: "ID", operandCount: 1...1
    ) { invocation in
        let desk = try Desk(invocation)
        try desk.command(.start(try desk.session(invocation.operands[0]).id))
    }

    static let sessionStop = Verb(
        words: ["session", "stop"], summary: "end a session; its archive is there at once",
        operands: "[ID]", operandCount: 0...1
    ) { invocation in
        let desk = try Desk(invocation)
        try desk.command(.stop(try desk.liveSession(invocation.operands.first).id))
    }

    static let sessionPublish = Verb(
        words: ["session", "publish"], summary: "say who may see a session",
        operands: "ID", operandCount: 1...1,
        options: [Option("--visibility", "V", help: "public (default), unlisted or office")]
    ) { invocation in
        let desk = try Desk(invocation)
        let visibility = try invocation.visibility() ?? .public
        let id = try desk.session(invocation.operands[0]).id
        let session = try desk.catalogue.setVisibility(id, to: visibility)
        try Findable.update(session.id, in: desk.catalogue)
        try desk.commandIfRunning(.refresh(session.id))
        switch session.visibility {
        case .unlisted: Output.write(line: "/sessions/\(session.id)?key=\(session.key ?? "")")
        case .public, .office: Output.write(line: "/sessions/\(session.id)")
        }
    }
}

extension Invocation {
    /// A body's id that is of its form.
    func bodyID(_ text: String) throws -> String {
        guard text.wholeMatch(of: /[a-z0-9-]{1,40}/) != nil else {
            throw usage("--body is an id of a-z, 0-9 and -.")
        }
        return text
    }

    /// An option's day, `YYYY-MM-DD`, that is in the calendar, or nil where it is not given.
    func day(_ option: String) throws -> String? {
        guard let text = self[option] else { return nil }
        guard SessionDay(text) != nil else {
            throw usage("\(option) is a day like 2026-11-20.")
        }
        return text
    }

    func visibility() throws -> Visibility? {
        guard let text = self["--visibility"] else { return nil }
        guard let visibility = Visibility(rawValue: text) else {
            throw usage("--visibility is office, unlisted or public.")
        }
        return visibility
    }

    /// An option's whole number within bounds, or nil where it is not given.
    func number(_ option: String, in bounds: ClosedRange<Int>) throws -> Int? {
        guard let text = self[option] else { return nil }
        guard let number = Int(text), bounds.contains(number) else {
            throw usage(
                "\(option) is a whole number from \(bounds.lowerBound) to \(bounds.upperBound).")
        }
        return number
    }
}
