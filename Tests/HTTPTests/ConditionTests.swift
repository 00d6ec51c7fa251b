import Glibc
import HTTP
import Testing

@Suite struct ConditionTests {
    private static let content = Array("0123456789".utf8)

    /// The same ten bytes three times over: from memory, from a file, prepared from pieces.
    private static func server() throws -> TestServer {
        let file = try TemporaryFile(Array("xx0123456789yy".utf8))
        let range = FileRange(file: try OpenFile(file.path), offset: 2, length: 10)
        let headers: Headers = [
            "ETag": "\"v1\"", "Content-Type": "video/mp4", "Cache-Control": "max-age=60",
            "Last-Modified": "Sun, 06 Nov 1994 08:49:37 GMT",
        ]
        let pieces = [
            BodyPiece.bytes(Array("0123".utf8)),
            .file(FileRange(file: range.file, offset: 6, length: 6)),
        ]
        let prepared = PreparedResponse(Response(.ok, headers, body: .pieces(pieces)))
        let test = try TestServer { request in
            switch request.segments[0] {
            case "file": .now(Response(.ok, headers, body: .file(range)))
            case "prepared": .now(Response(prepared))
            default: .now(Response(.ok, headers, body: .bytes(content)))
            }
        }
        test.server.hotPaths.set("/hot", prepared)
        return test
    }

    private static let paths = ["/bytes", "/file", "/prepared", "/hot"]

    @Test(
        "Ranges by RFC 9110 §14: one part, the suffix, the whole, or 416",
        arguments: [
            ("bytes=0-3", 206, "0123", "bytes 0-3/10"),
            ("bytes=2-5", 206, "2345", "bytes 2-5/10"),
            ("bytes=4-", 206, "456789", "bytes 4-9/10"),
            ("bytes=-3", 206, "789", "bytes 7-9/10"),
            ("bytes=-99", 206, "0123456789", "bytes 0-9/10"),
            ("bytes=9-99999999999999999999", 206, "9", "bytes 9-9/10"),
            ("Bytes= 3-3 ", 206, "3", "bytes 3-3/10"),
            ("bytes=10-", 416, "", "bytes */10"),
            ("bytes=-0", 416, "", "bytes */10"),
            ("bytes=0-1,3-4", 200, "0123456789", nil),
            ("bytes=5-2", 200, "0123456789", nil),
            ("bytes=a-b", 200, "0123456789", nil),
            ("bytes=", 200, "0123456789", nil),
            ("bytes=--1", 200, "0123456789", nil),
            ("lines=1-2", 200, "0123456789", nil),
        ] as [(String, Int, String, String?)])
    func sendsRanges(_ range: String, _ status: Int, _ text: String, _ where: String?) throws {
        let test = try Self.server()
        let client = try RawClient(test.port)
        for path in Self.paths {
            let response = try client.get(path, "Range: \(range)\r\n")
            #expect(response.status == status, "\(path)")
            #expect(response.text == text, "\(path)")
            #expect(response["Content-Range"] == `where`, "\(path)")
        }
    }

    @Test(
        "If-None-Match compares weakly, lists and * included; If-Range strongly",
        arguments: [
            ("If-None-Match: \"v1\"", 304), ("If-None-Match: W/\"v1\"", 304),
            ("If-None-Match: \"a,b\", \"v1\"", 304), ("If-None-Match: *", 304),
            ("If-None-Match: \"v1-gz\"", 304), ("If-None-Match: \"v2\"", 200),
            ("If-None-Match: v1", 200),
            ("If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT", 304),
            ("If-Modified-Since: Sun, 06 Nov 1994 08:49:36 GMT", 200),
            ("If-None-Match: \"v2\"\r\nIf-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT", 200),
            ("Range: bytes=0-1\r\nIf-None-Match: \"v1\"", 304),
            ("Range: bytes=0-1\r\nIf-Range: \"v1\"", 206),
            ("Range: bytes=0-1\r\nIf-Range: W/\"v1\"", 200),
            ("Range: bytes=0-1\r\nIf-Range: \"v2\"", 200),
            ("Range: bytes=0-1\r\nIf-Range: Sun, 06 Nov 1994 08:49:37 GMT", 206),
            ("Range: bytes=0-1\r\nIf-Range: Mon, 07 Nov 1994 08:49:37 GMT", 200),
        ])
    func comparesTags(_ fields: String, _ status: Int) throws {
        let test = try Self.server()
        let client = try RawClient(test.port)
        for path in Self.paths {
            let response = try client.get(path, fields + "\r\n")
            #expect(response.status == status, "\(path)")
            #expect(response["ETag"] == "\"v1\"")
            #expect(response["Cache-Control"] == "max-age=60")
            if status == 304 { #expect(response["Content-Length"] == nil) }
        }
    }

    @Test("HEAD has GET's fields and no content")
    func answersHead() throws {
        let test = try Self.server()
        let client = try RawClient(test.port)
        for path in Self.paths {
            try client.send("HEAD \(path) HTTP/1.1\r\nHost: a\r\nRange: bytes=0-1\r\n\r\n")
            let response = try client.response(isHead: true)
            #expect(response.status == 200)
            #expect(response["Content-Length"] == "10")
            #expect(response["Accept-Ranges"] == "bytes")
        }
        #expect(try client.get("/file").text == "0123456789")
    }

    @Test("A file shorter than promised closes the connection")
    func closesOnShortFile() throws {
        let file = try TemporaryFile(Self.content)
        let range = FileRange(file: try OpenFile(file.path), offset: 0, length: 50)
        let test = try TestServer { _ in
            .now(Response(.ok, ["Content-Type": "video/mp4"], body: .file(range)))
        }
        let client = try RawClient(test.port)
        try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        let all = try client.receiveAll()
        #expect(all.contains("Content-Length: 50\r\n"))
        #expect(all.hasSuffix("\r\n\r\n0123456789"))
    }

    @Test("Megabytes from a file and from memory arrive unchanged")
    func sendsLargeBodies() throws {
        let bytes = (0..<7_000_003).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }
        let file = try TemporaryFile(bytes)
        let open = try OpenFile(file.path)
        let test = try TestServer { request in
            let body: Response.Body =
                request.segments == ["file"]
                ? .file(FileRange(file: open, offset: 0, length: Int64(bytes.count)))
                : .bytes(bytes)
            return .now(Response(.ok, ["Content-Type": "video/mp4"], body: body))
        }
        let client = try RawClient(test.port)
        for path in ["/file", "/bytes", "/file"] {
            #expect(try client.get(path).body == bytes)
        }
    }
}
