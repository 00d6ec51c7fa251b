import Foundation

/// The command line of the `ratskanal` beside this program.
struct Ratskanal: Sendable {
    private let program: URL
    private let data: URL

    init(data: URL) throws {
        self.data = data
        // argv[0] may be a bare name found on the PATH; the kernel knows the file.
        let own = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        program = own.deletingLastPathComponent().appending(path: "ratskanal")
        guard FileManager.default.isExecutableFile(atPath: program.path) else {
            throw DemoError(
                code: .missing, action: "starting", object: program.path,
                cause: "ratskanal must lie beside ratskanal-demo")
        }
    }

    /// Runs a command and returns what it printed, without the last line break.
    func callAsFunction(_ words: String...) async throws -> String {
        let command = "ratskanal " + words.prefix(2).joined(separator: " ")
        let result = try await Command.run(program, words + ["--data", data.path])
        guard result.status == 0 else {
            throw DemoError(
                code: .failed, action: "running", object: command,
                cause: result.errors.trimmingCharacters(in: .whitespacesAndNewlines))
        }
        return result.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
