import Foundation
import Testing

/// The gate is pressed shut while something is wrong; what was answered holds, whatever comes.
@Suite(.serialized) struct GateFaultTests {
    /// Runs a script, which prints a line a case and what is wrong as errors.
    private func run(_ script: String, _ words: [String] = []) async throws {
        let result = try await CommandResult.of(
            "python3",
            [
                "-B", Installation.scripts.appending(path: script).path,
                Installation.programs.appending(path: "ratskanal").path,
            ] + words)
        print(result.output)
        #expect(result.errors == "")
        #expect(result.status == 0)
    }

    @Test(
        "With a full, a read-only, a hanging or a failing disk, or the catalogue locked",
        .timeLimit(.minutes(15)))
    func faults() async throws {
        try await run("gate_faults.py", ["fault "])
    }

    @Test(
        "Killed between two steps of closing it: open only where none outlived it",
        .timeLimit(.minutes(15)))
    func closing() async throws {
        try await run("gate_faults.py", ["closing "])
    }

    @Test("Killed between two steps of opening it: closed until the last", .timeLimit(.minutes(15)))
    func opening() async throws {
        try await run("gate_faults.py", ["opening "])
    }

    @Test("Through each door while the catalogue is locked", .timeLimit(.minutes(15)))
    func doors() async throws {
        try await run("gate_doors.py")
    }
}
