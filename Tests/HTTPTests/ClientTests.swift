import HTTP
import Testing

/// Clients that others wrote.
@Suite struct ClientTests {
    private static func server() throws -> (TestServer, TemporaryFile) {
        let file = try TemporaryFile((0..<100_000).map { UInt8(truncatingIfNeeded: $0) })
        let open = try OpenFile(file.path)
        let text = String(repeating: "Sitzung des Gemeinderats\n", count: 200)
        var router = Router { status, _, _ in Response(status, type: "text/plain", text: "no") }
        router.onLoop(.get, "/file") { _ in
            .now(
                Response(
                    .ok, ["Content-Type": "video/mp4", "ETag": "\"f\""],
                    body: .file(FileRange(file: open, offset: 0, length: 100_000))))
        }
        router.onWorker(.get, "/text") { _ in Response(type: "text/plain", text: text) }
        router.onWorker(.post, "/echo") { request in
            Response(.ok, ["Content-Type": "text/plain"], body: .bytes(request.body))
        }
        return (try TestServer(router), file)
    }

    @Test(
        "curl gets pages, ranges, compressed text and its own content back",
        arguments: [
            (["-w", "%{http_code} %{size_download}", "-o", "/dev/null", "/file"], "200 100000"),
            (
                ["-r", "10-19", "-w", "%{http_code} %{size_download}", "-o", "/dev/null", "/file"],
                "206 10"
            ),
            (["-r", "-5", "-w", "%{size_download}", "-o", "/dev/null", "/file"], "5"),
            (["-C", "99990", "-w", "%{http_code}", "-o", "/dev/null", "/file"], "206"),
            (["--compressed", "-w", "%{http_code}", "-o", "/dev/null", "/text"], "200"),
            (["-I", "-w", "%{http_code}", "-o", "/dev/null", "/text"], "200"),
            (["--http1.0", "-w", "%{http_code}", "-o", "/dev/null", "/text"], "200"),
            (["-H", "Transfer-Encoding: chunked", "-d", "a=b", "/echo"], "a=b"),
            (["-H", "Expect: 100-continue", "-d", "hello", "/echo"], "hello"),
            (["-X", "PUT", "-w", "%{http_code}", "-o", "/dev/null", "/echo"], "501"),
            (["-w", "%{http_code}", "-o", "/dev/null", "/../../etc/passwd"], "404"),
            (["--path-as-is", "-w", "%{http_code}", "-o", "/dev/null", "/../etc/passwd"], "400"),
            (["-w", "%{num_connects} ", "/file", "-o", "/dev/null"], "1 "),
        ])
    func servesCurl(_ arguments: [String], _ output: String) throws {
        let (test, file) = try Self.server()
        let result = try Program.run(
            "/usr/bin/curl",
            ["-s", "--max-time", "30"]
                + arguments.map {
                    $0.hasPrefix("/") && $0 != "/dev/null" ? test.server.url + $0 : $0
                })
        #expect(result.output == output)
        withExtendedLifetime(file) {}
    }

    @Test("Python's http.client keeps its connection over everything it knows")
    func servesPython() throws {
        let (test, file) = try Self.server()
        let script = """
            import http.client, sys, gzip
            c = http.client.HTTPConnection("127.0.0.1", int(sys.argv[1]), timeout=30)
            def ask(method, path, body=None, **fields):
                c.request(method, path, body, {k.replace("_", "-"): v for k, v in fields.items()})
                r = c.getresponse()
                return r, r.read()
            first = None
            r, data = ask("GET", "/file"); first = c.sock
            assert (r.status, len(data)) == (200, 100000), r.status
            assert data == bytes(i & 255 for i in range(100000))
            r, data = ask("HEAD", "/file")
            assert (r.status, len(data), r.headers["Content-Length"]) == (200, 0, "100000")
            r, data = ask("GET", "/file", Range="bytes=256-259")
            assert (r.status, data) == (206, bytes([0, 1, 2, 3])), (r.status, data)
            r, data = ask("GET", "/file", If_None_Match='"f"')
            assert (r.status, data) == (304, b"")
            r, data = ask("GET", "/text", Accept_Encoding="gzip")
            assert gzip.decompress(data).startswith(b"Sitzung"), r.headers
            r, data = ask("POST", "/echo", b"x" * 500000)
            assert len(data) == 500000
            r, data = ask("POST", "/echo", iter([b"a", b"bc"] * 1000))
            assert data == b"abc" * 1000
            r, data = ask("PATCH", "/echo", b"x")
            assert (r.status, r.headers["Allow"]) == (405, "OPTIONS, POST")
            r, data = ask("GET", "/none")
            assert r.status == 404
            assert c.sock is first, "one connection"
            print("ok")
            """
        let result = try Program.run("/usr/bin/python3", ["-c", script, "\(test.port)"])
        #expect(result.output == "ok\n")
        withExtendedLifetime(file) {}
    }
}
