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
            Option("--at", "WHEN", help: "now (default), a time, or a position H:MM:SS"),
            Option("--role", "R", help: "of a speaker: chair, member, guest or administration"),
            Option("--public", help: "a note that everybody may read"),
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
        let desk = try Desk(invocation)
        let session = try desk.liveSession(invocation["--session"], room: invocation["--room"])
        var marker = try Tagging(session, from: desk.catalogue).marker(for: request)
        let who = "command line"
        if case .moment(let moment) = at { marker.at = moment }
        if session.state == .live {
            let reply = try desk.command(.mark(session.id, marker, now: at == .now, by: who))
            if case .marker(let stored, _) = reply { Output.write(line: stored.id) }
        } else {
            guard at != .now else {
                throw invocation.usage("\(session.id) is not live: say when, with --at.")
            }
            let (stored, _) = try desk.catalogue.add(marker, to: session.id, by: who)
            try Findable.update(session.id, in: desk.catalogue)
            try desk.commandIfRunning(.refresh(session.id))
            Output.write(line: stored.id)
        }
    }
}
