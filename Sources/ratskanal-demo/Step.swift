/// A line of the script: what happens, and how long it is until the next.
struct Step: Sendable, Equatable {
    enum Event: Sendable, Equatable {
        case item(String)
        case speech(String, role: String?)
        case endOfSpeech
        case vote(String)
        /// The result of an item becomes known.
        case result(String)
        case pause, resume
        case openGate
    }

    var event: Event
    var seconds: Int

    /// `speech Dr. Helene Brandt (chair) 10`; nil for comments and what is no step.
    init?(line: Substring) {
        let words = line.split(separator: " ")
        guard let verb = words.first, !verb.hasPrefix("#"), words.count > 1,
            let seconds = words.last.flatMap({ Int($0) })
        else { return nil }
        self.seconds = seconds
        var rest = words.dropFirst().dropLast()
        switch verb {
        case "item": event = .item(rest.joined(separator: " "))
        case "speech":
            var role: String?
            if let last = rest.last, last.hasPrefix("("), last.hasSuffix(")") {
                role = String(last.dropFirst().dropLast())
                rest.removeLast()
            }
            event = .speech(rest.joined(separator: " "), role: role)
        case "end": event = .endOfSpeech
        case "vote": event = .vote(rest.joined(separator: " "))
        case "result": event = .result(rest.joined(separator: " "))
        case "break": event = .pause
        case "resume": event = .resume
        case "open": event = .openGate
        default: return nil
        }
        guard !rest.isEmpty || ["end", "break", "resume", "open"].contains(verb) else { return nil }
    }

    static let script: [Step] = String(decoding: PackageResources.ablauf_txt, as: UTF8.self)
        .split(whereSeparator: \.isNewline).compactMap { Step(line: $0) }
}
