import Foundation
import Testing

@Suite struct KillTests {
    @Test(
        "Ten kills at random instants lose nothing that was announced", .timeLimit(.minutes(5)))
    func kills() async throws {
        let result = try await CommandResult.of(
            "python3",
            [
                Installation.scripts.appending(path: "kills.py").path,
                Installation.programs.appending(path: "ratskanal").path, "--kills", "10",
            ])
        print(result.output)
        #expect(result.errors == "")
        #expect(result.status == 0)
    }
}
