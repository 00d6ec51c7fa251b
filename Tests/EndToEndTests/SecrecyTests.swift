import Foundation
import Glibc
import Testing

/// What is in a server's memory stays there.
@Suite(.serialized) struct SecrecyTests {
    private static let nobody: uid_t = 65_534

    /// A user without rights of its own, where the test can become one.
    private var starter: [String] {
        geteuid() == 0
            ? [
                "/usr/bin/setpriv", "--reuid=\(Self.nobody)", "--regid=\(Self.nobody)",
                "--clear-groups",
            ] : []
    }

    @Test("A server writes no core file, and nobody but root reads its memory")
    func memory() async throws {
        let house = try Installation()
        if geteuid() == 0 {
            #expect(chown(house.folder.path, Self.nobody, Self.nobody) == 0)
        }
        // Its socket is bound, by way of its own descriptors.
        let (server, _) = try await house.start(through: starter)
        let process = "/proc/\(server.processID)"
        let limits = try String(contentsOfFile: "\(process)/limits", encoding: .utf8)
        #expect(limits.contains(#/Max core file size +0 +0 /#))
        var status = stat()
        #expect(stat("\(process)/environ", &status) == 0)
        #expect(status.st_uid == 0, "Its user may read its memory.")
        #expect(try await house.ratskanal("session", "list") == "")
        let id = try await house.startSession()
        #expect(try await house.ratskanal("session", "list").contains(id))
        #expect(await server.stop() == 0)
    }
}
