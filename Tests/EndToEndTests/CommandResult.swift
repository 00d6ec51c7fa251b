import Foundation
import Glibc
import Spawning

/// What a command that ran to its end gave.
struct CommandResult: Sendable {
    let status: Int32
    /// Its standard output, without the line break at the end.
    let output: String
    let errors: String

    /// Runs a program; a bare name is looked for on the PATH. It has 20 minutes, else it is killed.
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
            process.executableURL = URL(filePath: path.contains("/") ? path : "/usr/bin/env")
            process.arguments = path.contains("/") ? arguments : [path] + arguments
            process.standardInput = FileHandle.nullDevice
            process.standardError = errors
            let pipe = try Spawning.inTurn {
                let pipe = Pipe()
                process.standardOutput = pipe
                try process.run()
                return pipe
            }
            let child = process.processIdentifier
            let late = DispatchWorkItem {
                print(path, arguments, "does not end, and is killed.")
                kill(child, SIGKILL)
            }
            DispatchQueue.global().asyncAfter(deadline: .now() + 1200, execute: late)
            defer { late.cancel() }
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
