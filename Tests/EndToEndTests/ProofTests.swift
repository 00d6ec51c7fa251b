import Foundation
import Testing

/// Frames that say when they were captured, and a search for those of closed passages.
@Suite struct ProofTests {
    @Test(
        "Nothing that is captured while it is closed is on the disk, in an answer or in memory",
        .timeLimit(.minutes(15)))
    func nothingGetsOut() async throws {
        let result = try await CommandResult.of(
            "python3",
            [
                Installation.scripts.appending(path: "proof/run.py").path,
                Installation.programs.appending(path: "ratskanal").path,
            ])
        print(result.output)
        #expect(result.errors == "")
        #expect(result.status == 0)
    }
}
