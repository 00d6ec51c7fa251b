import Foundation
import HTTP
import Testing

/// One after another: descriptors are counted for the whole process.
@Suite(.serialized) struct ServerLifeTests {
    @Test("A port in use is refused in one sentence that names it")
    func refusesPortInUse() throws {
        let test = try TestServer { _ in .now(Response(.noContent)) }
        let second = Server(port: test.port, handler: ClosureHandler { _ in .now(Response(.ok)) })
        let error = #expect(throws: ServerError.self) { try second.start() }
        #expect(error?.code == .addressInUse)
        #expect(error?.description.contains("127.0.0.1:\(test.port) is already in use") == true)
        #expect(try RawClient(test.port).get("/").status == 204)
    }

    @Test("An address of another machine, or none at all, is refused in one sentence")
    func refusesAddresses() {
        for address in ["192.0.2.1", "chamber", ""] {
            let server = Server(
                address: address, handler: ClosureHandler { _ in .now(Response(.ok)) })
            let error = #expect(throws: ServerError.self) { try server.start() }
            #expect(error?.code == .addressUnusable)
        }
    }

    @Test("It serves on IPv6 as well")
    func servesIPv6() throws {
        let server = Server(
            address: "::1",
            handler: ClosureHandler { request in
                .now(Response(type: "text/plain", text: request.peer?.description ?? "nobody"))
            })
        try server.start()
        defer { server.stop(within: .zero) }
        let result = try Program.run("/usr/bin/curl", ["-s", server.url + "/"])
        #expect(result.output == "::1")
    }

    @Test("Stopping finishes answers under way, answers waiters, ends idle connections")
    func stopsGracefully() async throws {
        let topic = Topic()
        let gate = Gate()
        let server = Server(
            loops: 2, limits: .quick,
            handler: ClosureHandler { request in
                switch request.segments[0] {
                case "wait":
                    .wait(
                        Wait(
                            on: topic, until: .now + .seconds(60), retry: { _ in nil },
                            onDeadline: { _ in Response(.serviceUnavailable) }))
                case "work":
                    .work { _ in
                        gate.waitUntil { gate.isOpen }
                        return Response(type: "text/plain", text: "done")
                    }
                default: .now(Response(.noContent))
                }
            })
        try server.start()
        let port = server.port
        let idle = try RawClient(port)
        #expect(try idle.get("/").status == 204)
        let working = try RawClient(port)
        try working.send("GET /work HTTP/1.1\r\nHost: a\r\n\r\n")
        let waiting = try RawClient(port)
        try waiting.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(gate.waitUntil { server.statistics.waiters == 1 })

        let stopped = Gate()
        let thread = Thread {
            server.stop(within: .seconds(30))
            stopped.open()
        }
        thread.start()
        #expect(try waiting.response().status == 503)
        #expect(try idle.receive().isEmpty)
        #expect(!stopped.isOpen)
        gate.open()
        let response = try working.response()
        #expect(response.text == "done")
        #expect(response["Connection"] == "close")
        #expect(stopped.waitUntil { stopped.isOpen })
        #expect(throws: RawClient.Failure.self) { try RawClient(port) }
    }

    @Test("Stopping ends by force whoever takes longer than granted")
    func stopsByForce() throws {
        let file = try TemporaryFile([])
        truncate(file.path, 64 << 20)
        let range = FileRange(file: try OpenFile(file.path), offset: 0, length: 64 << 20)
        let server = Server(
            handler: ClosureHandler { _ in
                .now(Response(.ok, ["Content-Type": "video/mp4"], body: .file(range)))
            })
        try server.start()
        let client = try RawClient(server.port, receiveBuffer: 4_096)
        try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try client.receive(1).count == 1)
        server.stop(within: .milliseconds(50))
        #expect(server.statistics.connections == 0)
    }
}
