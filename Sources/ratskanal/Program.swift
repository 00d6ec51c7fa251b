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
        // Else a file that is opened later would take its place, and be written into.
        for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) == -1 {
            _ = open("/dev/null", O_RDONLY)
        }
        let code = perform(arguments)
        guard code == 0, Output.hasFailed else { return code }
        // What it did is done; but whoever asked for its words has not got them.
        Output.write(error: "ratskanal: Some of the output could not be written.")
        return Failure.Code.failed.rawValue
    }

    private static func perform(_ arguments: [String]) -> Int32 {
        if arguments.isEmpty || arguments == ["--help"] || arguments == ["help"] {
            Output.write(line: help)
            return arguments.isEmpty ? Failure.Code.usage.rawValue : 0
        }
        do {
            let invocation = try Invocation(parsing: arguments, among: verbs)
            if invocation.has("--help") {
                Output.write(line: invocation.verb.help)
                return 0
            }
            try invocation.verb.run(invocation)
            return 0
        } catch {
            let failure = Failure(wording: error)
            Output.write(error: "ratskanal: \(failure.description)")
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
