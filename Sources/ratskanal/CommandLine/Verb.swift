/// One thing that the command line can do.
struct Verb: Sendable {
    struct Option: Sendable {
        /// `--title`
        var name: String
        /// What its value is called in the help; nil for a switch.
        var value: String?
        var help: String

        init(_ name: String, _ value: String? = nil, help: String) {
            self.name = name
            self.value = value
            self.help = help
        }

        static let data = Option("--data", "DIR", help: "the data directory")
        static let config = Option("--config", "FILE", help: "the configuration")
        static let json = Option("--json", help: "print JSON for a script")
        static let help = Option("--help", help: "print this")
    }

    /// `["session", "create"]`
    var words: [String]
    var summary: String
    /// The operands as the help writes them: `FILE`, `WORDS…`, or empty.
    var operands = ""
    /// How many operands it takes.
    var operandCount: ClosedRange<Int> = 0...0
    var options: [Option] = []
    /// What the help says below the options.
    var notes = ""
    var run: @Sendable (Invocation) throws -> Void

    var name: String { words.joined(separator: " ") }
    var allOptions: [Option] { options + [.data, .config, .help] }

    /// What `--help` prints.
    var help: String {
        var lines = [
            "ratskanal \(name)\(operands.isEmpty ? "" : " \(operands)")", "  \(summary)", "",
        ]
        lines += allOptions.map { option in
            let label = option.value.map { "\(option.name) \($0)" } ?? option.name
            return "  " + label.padded(to: 22) + option.help
        }
        if !notes.isEmpty { lines += ["", notes] }
        return lines.joined(separator: "\n")
    }
}

extension String {
    /// Filled up with blanks on the right; longer ones get one blank.
    func padded(to width: Int) -> String {
        count < width ? self + String(repeating: " ", count: width - count) : self + " "
    }
}
