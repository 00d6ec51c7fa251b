import Crypto
import Foundation
import Storage

extension Verb {
    static let tokenCreate = Verb(
        words: ["token", "create"], summary: "make a token; it is printed once",
        options: [
            Option("--name", "N", help: "who or what uses it, for the audit log"),
            Option("--right", "R", help: "tag, microphone, captions or monitor"),
            Option("--room", "R", help: "for this room's sessions alone"),
        ]
    ) { invocation in
        let name = try invocation.required("--name")
        guard let right = Token.Right(rawValue: try invocation.required("--right")) else {
            let rights = Token.Right.allCases.map(\.rawValue).joined(separator: ", ")
            throw invocation.usage("--right is one of \(rights).")
        }
        let desk = try Desk(invocation)
        let secret = try SecretToken.generate()
        _ = try desk.catalogue.addToken(
            name: name, right: right, room: try desk.room(invocation["--room"]),
            sha256: secret.sha256)
        Output.write(line: secret.text)
    }
}
