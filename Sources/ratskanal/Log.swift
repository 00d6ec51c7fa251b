/// Lines for the operator, on standard error: systemd keeps them, with their time.
enum Log {
    @Sendable static func write(_ line: String) { Output.write(error: line) }

    /// What whoever started the program waits for, on standard output and at once.
    static func announce(_ line: String) { Output.announce(line) }
}
