/// What is wrong in a configuration, and where.
struct ConfigurationError: Error, CustomStringConvertible, Hashable {
    var file: String
    /// From 1; 0 where the file as a whole is meant.
    var line: Int
    var reason: String

    var description: String {
        "\(file)\(line > 0 ? ", line \(line)" : ""): \(reason). Mend it and start again."
    }
}
