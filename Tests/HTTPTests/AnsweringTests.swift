import Foundation
import HTTP
import Testing

@Suite struct AnsweringTests {
    @Test("A GET is answered with length, date and content, and the connection stays")
    func answersGet() throws {
        let test = try TestServer { request in
            .now(Response(type: "text/plain", text: request.segments.joined(separator: "|")))
        }
        let client = try RawClient(test.port)
        for path in ["/a/b", "/a%20b/c", "/"] {
            let response = try client.get(path)
            #expect(response.status == 200)
            #expect(response["Content-Length"] == "\(response.body.count)")
            #expect(response["Date"]?.hasSuffix(" GMT") == true)
        }
        #expect(try client.get("/x%20y/z").text == "x y|z")
    }

    @Test(
        "Work, changes and what is urgent wait for their own kind alone, whoever passed them on",
        arguments: ["work", "change", "passed/work", "passed/change"])
    func answersFromWorkers(hanging: String) throws {
        let held = DispatchSemaphore(value: 0)
        let test = try TestServer { request in
            let name = request.segments.joined(separator: "/")
            @Sendable func respond(_: Request) -> Response {
                if request.query["hangs"] != nil { held.wait() }
                return Response(type: "text/plain", text: name)
            }
            return switch name {
            case "work": .work(respond)
            case "change": .change(respond)
            case "passed/work": .urgent { _ in .work(respond) }
            case "passed/change": .urgent { _ in .change(respond) }
            default: .urgent { .now(respond($0)) }
            }
        }
        // More than there are threads for it.
        let busy = try (0..<16).map { _ in try RawClient(test.port) }
        for client in busy {
            try client.send("GET /\(hanging)?hangs=1 HTTP/1.1\r\nHost: x\r\n\r\n")
        }
        let client = try RawClient(test.port)
        let other = hanging.hasSuffix("work") ? "change" : "work"
        for name in ["urgent", other, "passed/\(other)"] {
            #expect(try client.get("/\(name)").text == name)
        }
        for _ in busy { held.signal() }
        for client in busy { #expect(try client.response().text == hanging) }
    }

    @Test("Pipelined requests are answered in their order, whoever makes the answers")
    func answersInOrder() throws {
        let test = try TestServer { request in
            let name = request.segments[0]
            return name.hasPrefix("w")
                ? .work { _ in Response(type: "text/plain", text: name) }
                : .now(Response(type: "text/plain", text: name))
        }
        let client = try RawClient(test.port)
        let names = (0..<200).map { $0 % 3 == 0 ? "w\($0)" : "n\($0)" }
        try client.send(
            names.map { "GET /\($0) HTTP/1.1\r\nHost: test\r\n\r\n" }.joined())
        for name in names {
            #expect(try client.response().text == name)
        }
    }

    @Test("A held request is answered at the topic's next notification, on every loop")
    func answersWaiters() throws {
        let topic = Topic()
        let gate = Gate()
        let test = try TestServer { _ in
            .wait(
                Wait(
                    on: topic, until: .now + .seconds(60),
                    retry: { _ in
                        gate.isOpen ? .now(Response(type: "text/plain", text: "news")) : nil
                    }, onDeadline: { _ in Response(.serviceUnavailable) }))
        }
        let clients = try (0..<40).map { _ in try RawClient(test.port) }
        for client in clients { try client.send("GET / HTTP/1.1\r\nHost: test\r\n\r\n") }
        gate.waitUntil { test.server.statistics.waiters == clients.count }
        gate.open()
        topic.notify()
        for client in clients { #expect(try client.response().text == "news") }
        #expect(test.server.statistics.waiters == 0)
    }

    @Test(
        "What is objected to when it is sent is not sent, whoever made it",
        arguments: ["now", "work", "change", "urgent", "wait"])
    func objects(kind: String) async throws {
        let made = Gate()
        let withdrawn = Gate()
        let topic = Topic()
        @Sendable func secret() -> Response {
            var response = Response(type: "text/plain", text: "secret")
            response.objection = {
                made.open()
                withdrawn.waitUntil { withdrawn.isOpen }
                return Response(.notFound, ["Cache-Control": "no-store"])
            }
            return response
        }
        let test = try TestServer { _ in
            switch kind {
            case "now": .now(secret())
            case "work": .work { _ in secret() }
            case "change": .change { _ in secret() }
            case "urgent": .urgent { _ in .now(secret()) }
            default:
                .wait(
                    Wait(
                        on: topic, until: .now + .milliseconds(20), retry: { _ in nil },
                        onDeadline: { _ in secret() }))
            }
        }
        let port = test.port
        let response = try await withCheckedThrowingContinuation { continuation in
            Thread {
                made.waitUntil { made.isOpen }
                withdrawn.open()
            }.start()
            Thread {
                continuation.resume(
                    with: Result { try RawClient(port).get("/") })
            }.start()
        }
        #expect(response.status == 404 && !response.text.contains("secret"))
    }
}
