import Testing

@testable import HTTP

@Suite struct RouterTests {
    private static func server() throws -> TestServer {
        var router = Router { status, _, _ in
            Response(status, type: "application/problem+json", text: "problem \(status.code)")
        }
        @Sendable func echo(_ label: String) -> @Sendable (Request) -> Response {
            { request in
                let names = ["id", "n", "track", "epoch", "seq", "part", "room"]
                let values = names.compactMap { name in
                    request.parameters[name].map { "\(name)=\($0)" }
                }
                return Response(
                    type: "text/plain", text: ([label] + values).joined(separator: " "))
            }
        }
        router.onLoop(.get, "/") { .now(echo("home")($0)) }
        router.onWorker(.get, "/sessions/:id", echo("session"))
        router.onWorker(.get, "/sessions/:id/items/:n", echo("item"))
        router.onWorker(.get, "/sessions/:id/items/:n.mp4", echo("download"))
        router.onLoop(.get, "/sessions/:id/:track/e:epoch/:seq.m4s", shared: true) {
            .now(echo("segment")($0))
        }
        router.onLoop(.get, "/sessions/:id/:track/e:epoch/:seq.:part.m4s", shared: true) {
            .now(echo("part")($0))
        }
        router.onLoop(.get, "/sessions/:id/:track/e:epoch/init.mp4", shared: true) {
            .now(echo("init")($0))
        }
        router.onUrgentWorker(.post, "/api/v1/sessions/:id/markers") { .now(echo("mark")($0)) }
        router.onWorker(.get, "/api/v1/sessions/:id/markers") { echo("marks")($0) }
        router.onWorker(.post, "/large", bodyLimit: 1 << 22) {
            Response(type: "text/plain", text: "\($0.body.count)")
        }
        return try TestServer(router)
    }

    @Test(
        "A path finds the most definite pattern, whatever the order of registration",
        arguments: [
            ("/", "home"), ("/sessions/a", "session id=a"), ("/sessions/a%20b", "session id=a b"),
            ("/sessions/a/items/12", "item id=a n=12"),
            ("/sessions/a/items/12.mp4", "download id=a n=12"),
            ("/sessions/a/video/e3/init.mp4", "init id=a track=video epoch=3"),
            ("/sessions/a/video/e3/47.m4s", "segment id=a track=video epoch=3 seq=47"),
            ("/sessions/a/video/e3/47.2.m4s", "part id=a track=video epoch=3 seq=47 part=2"),
        ])
    func finds(_ path: String, _ text: String) throws {
        let test = try Self.server()
        #expect(try RawClient(test.port).get(path).text == text)
    }

    @Test(
        "Other paths are 404, other methods 405 with Allow, in the program's words",
        arguments: [
            ("GET", "/nothing", 404, nil), ("GET", "/sessions/", 404, nil),
            ("GET", "/sessions/a/", 404, nil), ("GET", "//", 404, nil),
            ("GET", "/sessions/a/video/x3/47.m4s", 404, nil),
            ("GET", "/sessions/a/video/e3/.m4s", 404, nil),
            ("DELETE", "/sessions/a", 405, "GET, HEAD, OPTIONS"),
            ("DELETE", "/api/v1/sessions/a/markers", 405, "GET, HEAD, OPTIONS, POST"),
            ("GET", "/large", 405, "OPTIONS, POST"),
        ] as [(String, String, Int, String?)])
    func refuses(_ method: String, _ path: String, _ status: Int, _ allow: String?) throws {
        let test = try Self.server()
        let client = try RawClient(test.port)
        try client.send("\(method) \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
        let response = try client.response()
        #expect(response.status == status)
        #expect(response.text == "problem \(status)")
        #expect(response["Allow"] == allow)
    }

    @Test("A preflight on media allows Range; elsewhere OPTIONS says no more than Allow")
    func answersPreflight() throws {
        let test = try Self.server()
        let client = try RawClient(test.port)
        try client.send(
            "OPTIONS /sessions/a/video/e3/47.m4s HTTP/1.1\r\nHost: a\r\nOrigin: https://b\r\n"
                + "Access-Control-Request-Method: GET\r\n"
                + "Access-Control-Request-Headers: range\r\n\r\n")
        let preflight = try client.response()
        #expect(preflight.status == 204)
        #expect(preflight["Access-Control-Allow-Origin"] == "*")
        #expect(preflight["Access-Control-Allow-Headers"]?.contains("Range") == true)
        #expect(preflight["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS")
        try client.send("OPTIONS /sessions/a HTTP/1.1\r\nHost: a\r\n\r\n")
        let plain = try client.response()
        #expect(plain.status == 204)
        #expect(plain["Access-Control-Allow-Origin"] == nil)
        try client.send("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try client.response().status == 204)
        let media = try client.get("/sessions/a/video/e3/47.m4s")
        #expect(media["Access-Control-Expose-Headers"]?.contains("Age") == true)
    }

    @Test("A route may take more content than the others")
    func widensBodies() throws {
        let test = try Self.server()
        let client = try RawClient(test.port)
        let content = String(repeating: "x", count: 3 << 20)
        try client.send(
            "POST /large HTTP/1.1\r\nHost: a\r\nContent-Length: \(content.utf8.count)\r\n\r\n"
                + content)
        #expect(try client.response().text == "\(content.utf8.count)")
        try client.send(
            "POST /api/v1/sessions/a/markers HTTP/1.1\r\nHost: a\r\n"
                + "Content-Length: \(content.utf8.count)\r\n\r\n")
        #expect(try client.response().status == 413)
    }
}
