/// Why a configuration is not taken; the program ends with exit code 78 (EX_CONFIG).
struct ConfigurationError: Error, Sendable, Hashable, CustomStringConvertible {
    enum Code: Sendable, Hashable {
        case unreadable
        case syntax
        case unknownKey
        case missingKey
        case wrongType
        case wrongValue
        case doubled
        /// It is planned, and not there yet.
        case comesLater
    }

    var code: Code
    var file: String
    /// From 1; 0 where the file as a whole is meant.
    var line: Int
    /// What is wrong, and what to do.
    var reason: String

    init(_ code: Code = .wrongValue, file: String, line: Int = 0, reason: String) {
        self.code = code
        self.file = file
        self.line = line
        self.reason = reason
    }

    var description: String {
        "\(file)\(line > 0 ? ", line \(line)" : ""): \(reason)\(reason.hasSuffix("?") ? "" : ".")"
    }
}
