import Foundation
import Testing

/// An encoder whose buffer is longer than usual makes the gate open later: whoever waits is told.
@Suite(.serialized) struct LatenessTests {
    @Test(
        "A sender that holds frames back is told by log, console and doctor, and not in public",
        .timeLimit(.minutes(3)))
    func told() async throws {
        let house = try Installation()
        let (server, base) = try await house.start()
        let id = try await house.startSession()
        let token = try await house.ratskanal("token", "create", "--name", "t", "--right", "tag")
        let encoder = try await Program(
            "/usr/bin/ffmpeg",
            [
                "-v", "error", "-re", "-f", "lavfi", "-i", "testsrc2=s=320x180:r=25", "-c:v",
                "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "50", "-f",
                "mpegts", "\(house.srt)?latency=2000000",
            ])
        _ = try await server.line(containing: "The sender's buffer holds frames for 2 s")
        func console(_ query: String) async throws -> String {
            try await Exchange.of(
                "GET", "/staff/sessions/\(id)\(query)", at: base,
                headers: ["Cookie": "ratskanal-office=\(token)"]
            ).text
        }
        #expect(try await console("").contains("Es kommt bis zu 1,9 s später"))
        #expect(try await console("?lang=en").contains("it comes up to 1.9 s later"))
        let doctor = try await house.attempt(["doctor"])
        #expect(
            doctor.output.contains("come up to 1.9 s later, which is added to encoderDelay"),
            "\(doctor.output)")
        for path in ["/live/saal", "/sessions/\(id)", "/api/v1/rooms/saal"] {
            let text = try await Exchange.of(path, at: base).text
            #expect(!text.contains("1,9 s") && !text.contains("1.9"), "\(path)")
        }
        await encoder.stop()
        _ = try await Exchange.of("/api/v1/rooms/saal", at: base) { $0.text.contains("lost") }
        #expect(try await !console("").contains("1,9 s"))
        #expect(await server.stop() == 0)
    }
}
