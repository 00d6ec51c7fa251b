import Agenda
import Testing

@testable import ratskanal

@Suite("The command line")
struct InvocationTests {
    private func failure(_ words: String) -> String? {
        do {
            let invocation = try Invocation(
                parsing: words.split(separator: " ").map(String.init), among: Program.verbs)
            if invocation.verb.words == ["tag"] {
                _ = try TagRequest(
                    words: invocation.operands, role: nil, isPublic: false,
                    invocation: invocation)
            }
            return nil
        } catch let failure as Failure {
            return failure.code == .usage ? failure.description : "code \(failure.code)"
        } catch {
            return "\(error)"
        }
    }

    @Test(
        "a mistyped word names the one that was meant",
        arguments: [
            ("sesion create", "Did you mean session?"),
            ("session crate", "Did you mean create?"),
            ("session", "needs one of: create, list"),
            ("session create --titel T", "Did you mean --title?"),
            ("session create --title", "--title needs a value"),
            ("session create --title A --title B", "--title is given twice"),
            ("session list --data= --json", "--data is empty"),
            ("session list --json=1", "--json takes no value"),
            ("session start", "It takes ID"),
            ("tag itm 3", "Did you mean item?"),
            ("tag next 3", "next takes nothing more"),
            ("tag item", "needs a number"),
            ("", "ratskanal --help"),
        ])
    func mistyped(words: String, hint: String) {
        let failure = failure(words)
        #expect(failure?.contains(hint) == true, "\(failure ?? "no failure")")
    }

    @Test(
        "what is right is understood",
        arguments: [
            "session create --title T --body b --date 2026-11-20", "session list --json",
            "tag item 6.1 6.2 --at 1:02:03", "tag note -- --so", "tag close", "run --help",
            "search Grundschule Weidenweg --newest", "session stop",
        ])
    func right(words: String) {
        #expect(failure(words) == nil)
    }

    @Test("an empty value is an empty value, not the next word")
    func emptyValue() throws {
        let invocation = try Invocation(
            parsing: ["session", "create", "--title=", "--body", "x", "--room=a=b"],
            among: Program.verbs)
        #expect(invocation["--title"] == "")
        #expect(invocation["--body"] == "x")
        #expect(invocation["--room"] == "a=b")
    }

    @Test("every verb's help names each of its options")
    func help() {
        for verb in Program.verbs {
            for option in verb.allOptions { #expect(verb.help.contains(option.name)) }
        }
    }

    @Test("--at takes now, a time and a position, and nothing else")
    func at() throws {
        #expect(AtOption("now") == .now)
        #expect(AtOption("1:02:03") == .moment(.media(MediaTime(seconds: 3723))))
        let time = try #require(APITime("2026-11-20T17:00:02.000Z"))
        #expect(AtOption("2026-11-20T18:00:02+01:00") == .moment(.wall(time.date)))
        #expect(AtOption("later") == nil)
    }

    @Test(
        "times are written with milliseconds, rounded",
        arguments: [
            "2026-11-20T17:00:02.000Z", "2026-11-20T17:00:02.999Z", "1969-12-31T23:59:59.500Z",
        ])
    func times(text: String) throws {
        #expect(try #require(APITime(text)).text == text)
    }
}
