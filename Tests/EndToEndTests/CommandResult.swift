import Foundation

/// What a command that ran to its end gave.
struct CommandResult: Sendable {
    let status: Int32
    /// Its standard output, without the line break at the end.
    let output: String
    let errors: String

    /// Runs a program; a bare name is looked for on the PATH.
    static func of(_ path: String, _ arguments: [String]) async throws -> CommandResult {
        try await OwnThread.run {
            let folder = FileManager.default.temporaryDirectory
            let file = folder.appending(path: "ratskanal-\(UUID().uuidString).errors")
            try Data().write(to: file)
            defer {
                do { try FileManager.default.removeItem(at: file) } catch { print(error) }
            }
            let errors = try FileHandle(forWritingTo: file)
            let process = Process()
            let pipe = Pipe()
            process.executableURL = URL(filePath: path.contains("/") ? path : "/usr/bin/env")
            process.arguments = path.contains("/") ? arguments : [path] + arguments
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = pipe
            process.standardError = errors
            try process.run()
            let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            return CommandResult(
                status: process.terminationStatus, output: trimmed(output),
                errors: trimmed(try Data(contentsOf: file)))
        }
    }

    private static func trimmed(_ data: Data) -> String {
        String(decoding: data, as: UTF8.self).trimmingCharacters(in: .newlines)
    }
}
