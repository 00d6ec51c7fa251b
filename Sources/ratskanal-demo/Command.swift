import Foundation

/// A program that is run to its end.
enum Command {
    struct Result: Sendable {
        var status: Int32
        var output: String
        var errors: String
    }

    static func run(_ program: URL, _ arguments: [String]) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            // Reading a pipe to its end blocks, so it has a thread of its own.
            Child.onThread {
                continuation.resume(with: Swift.Result { try runHere(program, arguments) })
            }
        }
    }

    private static func runHere(_ program: URL, _ arguments: [String]) throws -> Result {
        let process = Process()
        let output = Pipe()
        let errors = try TemporaryFile()
        process.executableURL = program
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors.handle
        try process.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Result(
            status: process.terminationStatus, output: String(decoding: text, as: UTF8.self),
            errors: errors.text())
    }

    /// Takes what a program says on its second stream, however much that is.
    private final class TemporaryFile {
        let handle: FileHandle
        private let url: URL

        init() throws {
            url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
            try Data().write(to: url)
            handle = try FileHandle(forUpdating: url)
        }

        func text() -> String {
            String(
                decoding: FileManager.default.contents(atPath: url.path) ?? Data(), as: UTF8.self)
        }

        deinit {
            // A file left in /tmp does no harm.
            try? FileManager.default.removeItem(at: url)
        }
    }
}
