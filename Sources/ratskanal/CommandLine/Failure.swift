import Foundation

/// Why the program ends other than well: one sentence for a person and an exit code.
struct Failure: Error, CustomStringConvertible {
    enum Code: Int32 {
        case failed = 1
        case usage = 2
        /// A service that is needed does not run (`EX_UNAVAILABLE`).
        case unavailable = 69
        /// The configuration is wrong (`EX_CONFIG`).
        case configuration = 78
    }

    var code: Code
    var description: String

    init(_ code: Code = .failed, _ description: String) {
        self.code = code
        // Whatever words a cause brings, what a person reads is a sentence.
        let isSentence = description.hasSuffix(".") || description.hasSuffix("?")
        self.description = isSentence ? description : description + "."
    }
}
