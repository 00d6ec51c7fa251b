import Foundation

/// Lines for the operator, on standard error: systemd keeps them, with their time.
enum Log {
    @Sendable static func write(_ line: String) {
        FileHandle.standardError.write(Data("\(line)\n".utf8))
    }

    /// What whoever started the program waits for, on standard output and at once.
    static func announce(_ line: String) {
        FileHandle.standardOutput.write(Data("\(line)\n".utf8))
    }
}
