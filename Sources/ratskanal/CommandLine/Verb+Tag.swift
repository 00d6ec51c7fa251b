import Agenda
import Foundation
import Storage
import Link

extension Verb {
    static let tag = Verb(
        words: ["tag"],
        summary: "mark what happens: item NUMBER… | next | speaker NAME | end-speech | break | "
            + "resume | close | open | vote TEXT | note TEXT",
        operands: "WHAT…", operandCount: 1...50,
        options: [
            Option("--session", "ID", help: "the session; default the only live one"),
            Option("--room", "R", help: "the live session of this room"),
            Option(
                "--at", "WHEN",
                help: "now (default), a time, or a position H:MM:SS; the gate and breaks at now"),
            Option("--role", "R", help: "of a speaker: chair, member, guest or administration"),
            Option("--public", help: "a note that everybody may read"),
            Option("--yes", help: "open the gate without asking on a terminal"),
        ]
    ) { invocation in
        let role = try invocation["--role"].map { text in
            guard let role = SpeakerRole(rawValue: text) else {
                throw invocation.usage("--role is chair, member, guest or administration.")
            }
            return role
        }
        let request = try TagRequest(
            words: invocation.operands, role: role, isPublic: invocation.has("--public"),
            invocation: invocation)
        guard let at = AtOption(invocation["--at"] ?? "now") else {
            throw invocation.usage("--at is now, a time like 2026-11-20T17:00:00Z, or 1:23:45.")
        }
        if request == .closeGate, at == .now, try close(invocation) { return }
        let desk = try Desk(invocation)
        let session = try desk.liveSession(invocation["--session"], room: invocation["--room"])
        if request == .openGate { try confirmOpening(of: session, invocation) }
        var moment: Moment?
        if case .moment(let given) = at { moment = given }
        let marker = try Tagging(session, from: desk.catalogue).marker(for: request, at: moment)
        if session.state == .live {
            let isNow = at == .now
            let reply = try desk.command(
                request == .openGate && isNow
                    ? .openGate(session.id, by: Desk.name)
                    : .mark(session.id, marker, now: isNow, by: Desk.name))
            switch reply {
            case .marker(let stored, _): Output.write(line: stored.id)
            case .opening(let seconds):
                Output.write(line: "The gate opens in \(Int(seconds.rounded(.up))) s.")
            case .open where request == .openGate: Output.write(line: "The gate is open.")
            case .shut: Output.write(line: "Nothing goes out; the mark follows.")
            default: break
            }
        } else {
            guard at != .now else {
                throw invocation.usage("\(session.id) is not live: say when, with --at.")
            }
            let (stored, _) = try desk.catalogue.add(marker, to: session.id, by: Desk.name)
            try Findable.update(session.id, in: desk.catalogue)
            try desk.commandIfRunning(.refresh(session.id))
            Output.write(line: stored.id)
        }
    }

    /// Closes by the socket alone, as the catalogue may not be had; false where nothing runs.
    private static func close(_ invocation: Invocation) throws -> Bool {
        let configuration = try Configuration(
            file: invocation["--config"], data: invocation["--data"])
        let session = try invocation["--session"].map { text in
            guard let id = SessionID(rawValue: text) else {
                throw Failure(.failed, "There is no session \(text).")
            }
            return id
        }
        let target = Command.Target(session, room: invocation["--room"])
        do {
            let reply = try Desk.command(
                .closeGate(target, by: Desk.name, key: UUID().uuidString), in: configuration.data)
            if case .marker(let marker, _) = reply {
                Output.write(line: marker.id)
            } else {
                Output.write(line: "closed")
            }
            return true
        } catch let error as LinkError where error.code == .notRunning {
            return false
        }
    }

    /// What opens takes two deliberate steps of a person.
    private static func confirmOpening(of session: Session, _ invocation: Invocation) throws {
        guard !invocation.has("--yes") else { return }
        guard isatty(STDIN_FILENO) == 1 else {
            throw invocation.usage("To open without a terminal, say --yes.")
        }
        Output.write(
            toErrors: "Open the gate of \(session.id) (\(session.title)) to everybody? Type yes: ")
        guard ["yes", "ja"].contains(readLine()?.trimmingCharacters(in: .whitespaces).lowercased())
        else { throw Failure(.failed, "It stays closed.") }
    }
}
