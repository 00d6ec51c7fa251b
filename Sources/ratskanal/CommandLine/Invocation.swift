import Agenda

/// A command line that was understood.
struct Invocation: Sendable {
    var verb: Verb
    var operands: [String]
    private var values: [String: String]
    private var switches: Set<String>

    /// Reads the words after the program's name; throws a `Failure` that names the nearest word.
    init(parsing arguments: [String], among verbs: [Verb]) throws {
        guard let verb = Self.verb(named: arguments, among: verbs) else {
            throw Self.unknownVerb(arguments, among: verbs)
        }
        self.verb = verb
        operands = []
        values = [:]
        switches = []
        var rest = arguments.dropFirst(verb.words.count)
        var onlyOperands = false
        while let word = rest.popFirst() {
            if word == "--" && !onlyOperands {
                onlyOperands = true
                continue
            }
            guard word.hasPrefix("--"), !onlyOperands else {
                operands.append(word)
                continue
            }
            let pieces = word.split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false
            ).map(String.init)
            guard let option = verb.allOptions.first(where: { $0.name == pieces[0] }) else {
                throw unknownOption(pieces[0])
            }
            guard let kind = option.value else {
                guard pieces.count == 1 else {
                    throw usage("\(option.name) takes no value.")
                }
                switches.insert(option.name)
                continue
            }
            guard let value = pieces.count == 2 ? pieces[1] : rest.popFirst() else {
                throw usage("\(option.name) needs a value: \(option.name) \(kind).")
            }
            guard values.updateValue(value, forKey: option.name) == nil else {
                throw usage("\(option.name) is given twice.")
            }
        }
        // An empty path would be the folder that one stands in: --data=$UNSET.
        for option in [Verb.Option.data, .config] where values[option.name] == "" {
            throw usage("\(option.name) is empty.")
        }
        guard has("--help") || verb.operandCount.contains(operands.count) else {
            let wanted = verb.operands.isEmpty ? "no operands" : verb.operands
            throw usage("It takes \(wanted).")
        }
    }

    func has(_ option: String) -> Bool { switches.contains(option) }

    subscript(option: String) -> String? { values[option] }

    func required(_ option: String) throws -> String {
        guard let value = values[option] else { throw usage("\(option) is missing.") }
        return value
    }

    /// A failure that points to this verb's help.
    func usage(_ reason: String) -> Failure {
        Failure(.usage, "ratskanal \(verb.name): \(reason) See `ratskanal \(verb.name) --help`.")
    }

    private func unknownOption(_ name: String) -> Failure {
        let nearest = Spelling.nearest(to: name, in: verb.allOptions.map(\.name))
        let hint = nearest.map { " Did you mean \($0)?" } ?? ""
        return usage("There is no option \(name).\(hint)")
    }

    private static func verb(named arguments: [String], among verbs: [Verb]) -> Verb? {
        verbs.first { arguments.starts(with: $0.words) }
    }

    private static func unknownVerb(_ arguments: [String], among verbs: [Verb]) -> Failure {
        let words = arguments.prefix { !$0.hasPrefix("-") }.prefix(2)
        let firsts = Set(verbs.map { $0.words[0] })
        if let first = words.first, firsts.contains(first) {
            let seconds = verbs.filter { $0.words[0] == first }.compactMap {
                $0.words.dropFirst().first
            }
            let list = seconds.joined(separator: ", ")
            guard let second = words.dropFirst().first else {
                return Failure(.usage, "ratskanal \(first) needs one of: \(list).")
            }
            let hint =
                Spelling.nearest(to: second, in: seconds).map { " Did you mean \($0)?" } ?? ""
            return Failure(.usage, "ratskanal \(first) has no \(second), only: \(list).\(hint)")
        }
        let given = words.first ?? arguments.first ?? ""
        let hint = Spelling.nearest(to: given, in: firsts).map { " Did you mean \($0)?" } ?? ""
        return Failure(.usage, "There is no command \(given).\(hint) See `ratskanal --help`.")
    }
}
