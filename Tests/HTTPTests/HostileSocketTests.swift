import HTTP
import Testing

@Suite struct HostileSocketTests {
    @Test(
        "Over a socket a hostile request gets its status, and the connection ends",
        arguments: HostileRequest.all + HostileRequest.later)
    func refuses(_ hostile: HostileRequest) throws {
        let test = try TestServer(loops: 1) { _ in .now(Response(.noContent)) }
        let client = try RawClient(test.port)
        try client.send(hostile.text)
        client.finishSending()
        let all = try client.receiveAll()
        #expect(all.hasPrefix("HTTP/1.1 \(hostile.status) "), "\(all)")
        #expect(all.contains("\r\nConnection: close\r\n"))
        #expect(all.components(of: "HTTP/1.1 ") == 1, "nothing behind it is answered")
    }

    @Test("What follows a sound request in the same packet is refused on its own")
    func refusesSecond() throws {
        let test = try TestServer(loops: 1) { _ in .now(Response(.noContent)) }
        let client = try RawClient(test.port)
        try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\nHost: a\r\n\r\n")
        #expect(try client.response().status == 204)
        #expect(try client.response().status == 400)
        #expect(try client.receive().isEmpty)
    }

    @Test("A request that comes byte by byte is understood")
    func takesSingleBytes() throws {
        let test = try TestServer(loops: 1) { request in
            .now(Response(type: "text/plain", text: String(decoding: request.body, as: UTF8.self)))
        }
        let client = try RawClient(test.port)
        let text =
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nT: u\r\n\r\n"
        for octet in text.utf8 { try client.send([octet]) }
        #expect(try client.response().text == "abcde")
        #expect(try client.get("/").status == 200)
    }
}

extension String {
    func components(of part: String) -> Int {
        ranges(of: part).count
    }
}
