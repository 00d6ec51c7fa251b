/// What one check found, and what to do where that is not well.
struct Diagnosis: Encodable, Hashable, Sendable {
    enum State: String, Encodable {
        case ok
        /// It works, and could stop to.
        case warning
        /// It does not work, or not for long.
        case problem
    }

    /// What was checked, in a word or two.
    var check: String
    var state: State
    /// A sentence.
    var found: String
    /// A sentence; nil where all is well.
    var advice: String?

    static func ok(_ check: String, _ found: String) -> Diagnosis {
        Diagnosis(check: check, state: .ok, found: found)
    }

    static func warning(_ check: String, _ found: String, advice: String) -> Diagnosis {
        Diagnosis(check: check, state: .warning, found: found, advice: advice)
    }

    static func problem(_ check: String, _ found: String, advice: String) -> Diagnosis {
        Diagnosis(check: check, state: .problem, found: found, advice: advice)
    }

    /// As the command line prints it.
    var line: String {
        state.rawValue.padded(to: 9) + check.padded(to: 17) + found
            + (advice.map { " " + $0 } ?? "")
    }
}
