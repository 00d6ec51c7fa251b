import Foundation

/// The command line's entry: finds the verb, runs it, words its failure.
enum Program {
    static let verbs: [Verb] = [
        .run, .demo, .sessionCreate, .sessionList, .sessionStart, .sessionStop, .sessionPublish,
        .agendaImport, .personsImport, .recordingImport, .tag, .search, .tokenCreate, .doctor,
    ]

    /// Runs and returns the exit code.
    static func run(_ arguments: [String]) -> Int32 {
        // A viewer who hangs up is no reason to die; the write says so itself.
        signal(SIGPIPE, SIG_IGN)
        if arguments.isEmpty || arguments == ["--help"] || arguments == ["help"] {
            print(help)
            return arguments.isEmpty ? Failure.Code.usage.rawValue : 0
        }
        do {
            let invocation = try Invocation(parsing: arguments, among: verbs)
            if invocation.has("--help") {
                print(invocation.verb.help)
                return 0
            }
            try invocation.verb.run(invocation)
            return 0
        } catch {
            let failure = Failure(wording: error)
            FileHandle.standardError.write(Data("ratskanal: \(failure.description)\n".utf8))
            return failure.code.rawValue
        }
    }

    private static var help: String {
        let lines = verbs.map { verb in
            let call = verb.operands.isEmpty ? verb.name : "\(verb.name) \(verb.operands)"
            return "  " + call.padded(to: 28) + verb.summary
        }
        return """
            Ratskanal streams and keeps the sessions of a council.

            \(lines.joined(separator: "\n"))

            Each takes --help, --data DIR and --config FILE.
            """
    }
}
