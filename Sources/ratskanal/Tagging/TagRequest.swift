import Agenda
import Foundation

/// What somebody in the council office wants marked, in the office's words.
///
/// The command line and the office's page both end here; `Tagging` makes a marker or a command
/// of it.
enum TagRequest: Hashable, Sendable {
    /// Printed numbers of the items that are open from now on.
    case items([String])
    case itemIDs([Int64])
    case nextItem
    case speaker(String, role: SpeakerRole?)
    case speakerID(Int64, role: SpeakerRole?)
    case endSpeech
    case breakStart
    case breakEnd
    case closeGate
    case openGate
    case vote(String)
    case note(String, isPublic: Bool)

    /// Reads `tag`'s operands: `item 6.1`, `next`, `speaker Osterkamp`, `break` …
    init(words: [String], role: SpeakerRole?, isPublic: Bool, invocation: Invocation) throws {
        let kinds = [
            "item", "next", "speaker", "end-speech", "break", "resume", "close", "open", "vote",
            "note",
        ]
        let rest = Array(words.dropFirst())
        func text(_ what: String) throws -> String {
            guard !rest.isEmpty else { throw invocation.usage("\(words[0]) needs \(what).") }
            return rest.joined(separator: " ")
        }
        switch words[0] {
        case "item":
            guard !rest.isEmpty else { throw invocation.usage("item needs a number as printed.") }
            self = .items(rest)
        case "speaker": self = .speaker(try text("a name"), role: role)
        case "vote": self = .vote(try text("the result in words"))
        case "note": self = .note(try text("a text"), isPublic: isPublic)
        case let word where !rest.isEmpty && kinds.contains(word):
            throw invocation.usage("\(word) takes nothing more.")
        case "next": self = .nextItem
        case "end-speech": self = .endSpeech
        case "break": self = .breakStart
        case "resume": self = .breakEnd
        case "close": self = .closeGate
        case "open": self = .openGate
        default:
            let hint = Spelling.nearest(to: words[0], in: kinds).map { " Did you mean \($0)?" }
            throw invocation.usage(
                "\(words[0]) cannot be tagged, only \(kinds.joined(separator: ", ")).\(hint ?? "")")
        }
    }
}
